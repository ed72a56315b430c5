"""Integrals along a piece of a curve as stages: the derivative, the integrand on the curve, the integral in the parameter.

The words of the stages are blocks `velocity`, `speed`, `on_curve`, `integrand` and `along` of the kind, for which
`prose/curve/words.md.j2` has macros; every stage has the facts `piece`, `part` and `parts`.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace

from sympy import Abs, Basic, Dummy, Expr, Ge, Gt, Le, Lt, Pow, S, Symbol

from tutor.errors import Unsupported
from tutor.maths.curves.piece import CurvePiece
from tutor.maths.integrals.improper import INFINITE
from tutor.maths.integrals.regular import keeps_sign
from tutor.maths.integrals.squares import as_square
from tutor.maths.limits.written import written
from tutor.maths.numbers import sign_of
from tutor.model import Claim, stated
from tutor.rule import Stage
from tutor.shown import UNSAID, Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Dot, Int, Name, Norm, Vector

INNER = 16  # parts into which a piece is cut to look at signs
Stages = Generator[Stage, Expr, Expr]


def work_along(
    piece: CurvePiece,
    field: Sequence[Expr],
    variables: Sequence[Symbol],
    name: Basic,
    facts: Mapping[str, object],
    called: Name | None = None,
) -> Stages:
    """The integral of F · dr along a piece; `name` is what the page calls it, and the field is F unless it is `called` otherwise."""
    called = called or Name("F")
    velocity = yield from velocity_of(piece, facts)
    there = yield from taken_on(piece, Vector(*field), variables, called, facts)
    names = Dot(there_name(piece, called), velocity_name(piece))
    f = yield Stage("integrand", Dot(there, velocity), {**facts, "what": "work"}, names)
    return (yield from in_parameter(piece, f, name, facts))


def flux_across(piece: CurvePiece, field: Sequence[Expr], variables: Sequence[Symbol], name: Basic, facts: Mapping[str, object]) -> Stages:
    """The integral of F · n ds across a piece of a plane curve, n to the right of the direction: n ds = <y', -x'> dt."""
    velocity = yield from velocity_of(piece, facts)
    there = yield from taken_on(piece, Vector(*field), variables, Name("F"), facts)
    x, y = velocity.args
    normal = Vector(y, tree.evaluated(tree.negative(x)))
    f = yield Stage("integrand", Dot(there, normal), {**facts, "what": "flux", "normal": normal})
    return (yield from in_parameter(piece, f, name, facts))


def summed_along(piece: CurvePiece, function: Expr, variables: Sequence[Symbol], name: Basic, facts: Mapping[str, object]) -> Stages:
    """The integral of f ds along a piece."""
    speed = yield from speed_of(piece, facts)
    there = function
    if function.free_symbols & set(variables):
        there = yield from taken_on(piece, function, variables, Name("f", "scalar"), facts)
    f = yield Stage("integrand", tree.product(there, speed), {**facts, "what": "arc"})
    return (yield from in_parameter(piece, f, name, facts))


def forwards(piece: CurvePiece) -> CurvePiece:
    """The same piece with growing parameter: a length has no direction."""
    if sign_of(tree.plain(piece.upper - piece.lower)) == -1:
        return replace(piece, lower=piece.upper, upper=piece.lower, about={**piece.about, "against": None})
    return piece


def velocity_of(piece: CurvePiece, facts: Mapping[str, object]) -> Stages:
    """r'(t)."""
    goal = Vector(*(Diff(c, piece.parameter) for c in piece.position))
    return (yield Stage("velocity", goal, {**facts, "t": piece.parameter}, velocity_name(piece)))


def speed_of(piece: CurvePiece, facts: Mapping[str, object]) -> Stages:
    """The length of r'(t); of a curve in polar coordinates by its radius."""
    name = Norm(velocity_name(piece))
    if piece.how == "polar":
        return (yield from _polar_speed(piece, name, facts))
    velocity = yield from velocity_of(piece, facts)
    speed = yield Stage("speed", Norm(velocity), {**facts}, name, conditions=within(piece, velocity))
    return (yield from _without_root(piece, speed, name, facts))


def _without_root(piece: CurvePiece, speed: Expr, name: Norm, facts: Mapping[str, object]) -> Stages:
    """The speed where a square is seen below its root, without bars where what comes out has one sign on the way."""
    t = piece.parameter
    found = as_square(tree.evaluated(speed), t) if speed.has(t) else None
    if found is None:
        return (yield from _taken_out(piece, speed, facts))
    opened = found.integrand.replace(lambda e: isinstance(e, Abs), lambda e: _opened(e.args[0], piece))
    shown = Shown(continues=True)
    radicand = speed.args[0] if isinstance(speed, Pow) else written(found.radicand)
    told = {**facts, "radicand": radicand, "square": written(found.square), "low": piece.lower, "high": piece.upper, "t": t}
    bars = sorted((e.args[0] for e in found.integrand.atoms(Abs)), key=str)
    seen = () if opened.has(Abs) else tuple((Ge if _opened(e, piece) == e else Le)(written(e), 0, evaluate=False) for e in bars)
    told |= {"seen": seen, "whole": found.whole}
    kept = within(piece, speed)
    claims = tuple(stated(s, *kept) for s in seen)
    return (
        yield Stage("unrooted", speed, told, name, solve=False, equals=written(opened), conditions=kept, claims=claims, shown=shown)
    )  # fmt: skip


def _taken_out(piece: CurvePiece, speed: Expr, facts: Mapping[str, object]) -> Stages:
    """A speed without a root is that of a square, and its sign on the way is said where it does not have it everywhere."""
    t, plain = piece.parameter, tree.plain(speed)
    bare = plain.xreplace({t: Dummy("t", real=True)})
    rooted = any(not e.exp.is_integer and e.has(t) and e.base.has(t) for e in plain.atoms(Pow))
    if rooted or not plain.has(t) or plain.has(Abs) or bare.is_nonnegative or _opened(plain, piece) != plain:
        return speed
    seen = Ge(speed, 0, evaluate=False)
    told = {**facts, "radicand": None, "seen": (seen,), "low": piece.lower, "high": piece.upper, "t": t}
    return (yield Stage("unrooted", speed, told, kept=True, claims=(stated(seen, *within(piece, speed)),), shown=UNSAID))


def _opened(inside: Expr, piece: CurvePiece) -> Expr:
    """|u| without bars where u has one sign at inner points of the piece; to be claimed, not believed."""
    ends = [tree.plain(e) for e in (piece.lower, piece.upper)]
    if any(e.is_finite is False for e in ends):
        return Abs(inside)
    inner = (ends[0] + k * (ends[1] - ends[0]) / INNER for k in range(1, INNER))
    signs = {sign_of(inside.subs(piece.parameter, place)) for place in inner} - {0}
    return Abs(inside) if len(signs) != 1 or signs == {None} else signs.pop() * inside


def _polar_speed(piece: CurvePiece, name: Norm, facts: Mapping[str, object]) -> Stages:
    radius, t = piece.about["radius"], piece.parameter
    slope = yield Stage("radial", Diff(radius, t), {**facts, "t": t}, Name("", "d", (Symbol("r"), t)))
    parts = [tree.power(c, 2) for c in (radius, slope) if not c.is_zero]
    goal = tree.power(tree.total(*parts), S.Half)
    law = Claim(Norm(Vector(*(Diff(c, t) for c in piece.position))), goal)
    speed = yield Stage("polar_speed", goal, {**facts}, name, conditions=within(piece, goal), claims=(law,))
    return (yield from _without_root(piece, speed, name, facts))


def taken_on(piece: CurvePiece, what: Expr, variables: Sequence[Symbol], name: Name, facts: Mapping[str, object]) -> Stages:
    """A field or function on the curve."""
    goal = At(what, variables, piece.position)
    return (yield Stage("on_curve", goal, {**facts, "what": what}, there_name(piece, name), conditions=within(piece, goal)))


def in_parameter(piece: CurvePiece, integrand: Expr, name: Basic | None, facts: Mapping[str, object]) -> Stages:
    """The integral in the parameter."""
    t = piece.parameter
    goal, told = Int(integrand, t, piece.lower, piece.upper), {**facts, "t": t}
    if integrand.is_zero:
        return (yield Stage("along", goal, told, name, solve=False, equals=S.Zero))
    found = yield Stage("along", goal, told, name)
    if found in INFINITE and not keeps_sign(goal):
        raise Unsupported("cannot do this: the integral diverges, and an integrand that changes its sign is not seen to make it infinite")
    return found


def held(piece: CurvePiece, field: Sequence[Expr], variables: Sequence[Symbol]) -> Int:
    """The integral of F · dr along a piece with nothing worked out: what another road is compared with."""
    terms = (tree.product(piece.put_in(f, variables), Diff(c, piece.parameter)) for f, c in zip(field, piece.position, strict=True))
    return Int(tree.total(*terms), piece.parameter, piece.lower, piece.upper)


def within(piece: CurvePiece, what: Basic) -> tuple[Basic, ...]:
    """The parameter between its ends, where something holds it: what roots and absolute values on the curve go by."""
    if piece.parameter not in what.free_symbols:
        return ()
    t, ends = piece.parameter, (piece.lower, piece.upper)
    low, high = reversed(ends) if sign_of(tree.plain(piece.upper - piece.lower)) == -1 else ends
    return tuple(c for end, c in ((low, Gt(t, low, evaluate=False)), (high, Lt(t, high, evaluate=False))) if end.is_finite is not False)


def velocity_name(piece: CurvePiece) -> Name:
    """r'(t)."""
    return Name("r", "→′", (piece.parameter,), (piece.parameter,))


def there_name(piece: CurvePiece, of: Name) -> Name:
    """F(r(t))."""
    return Name(str(of.args[0]), str(of.args[1]), (), (Name("r", "", (), (piece.parameter,)),))
