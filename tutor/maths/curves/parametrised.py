"""From what is said of a curve to its parametrisation, with the facts for its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sympy import Add, Basic, Eq, Expr, Poly, S, Symbol, Tuple, atan2, cos, pi, roots, sin

from tutor.errors import Unsupported
from tutor.maths.curves.boundary import loops, outline
from tutor.maths.curves.meeting import meeting
from tutor.maths.curves.piece import Curve, CurvePiece, Turn
from tutor.maths.curves.rounds import PARAMETERS, circle, conic, ellipse, segment
from tutor.maths.curves.sight import faces_eye, sight_of
from tutor.maths.curves.spanning import counterclockwise
from tutor.maths.numbers import sign_of
from tutor.maths.regions.setup import read
from tutor.trees import tree
from tutor.trees.heads import Strand, Vector

PARTS = {
    "upper": (S.Zero, pi), "lower": (pi, 2 * pi), "right": (-pi / 2, pi / 2), "left": (pi / 2, 3 * pi / 2),
    "first": (S.Zero, pi / 2), "second": (pi / 2, pi), "third": (pi, 3 * pi / 2), "fourth": (3 * pi / 2, 2 * pi),
}  # fmt: skip
SIZES = {
    "circle": slice(1, 2), "arc": slice(-3, -2), "quarter": slice(-3, -2), "ellipse": slice(1, 3), "closed": slice(0, 1),
    "surfaces": slice(0, 2),
    **dict.fromkeys(PARTS, slice(0, 3)),
}  # fmt: skip

Points = list[tuple[Expr, ...]]


def curve_of(strands: Sequence[Strand], variables: Sequence[Symbol], used: Sequence[str], positive: tuple[Symbol, ...] = ()) -> Curve:
    """The curve, parametrised. `used` are the letters of the problem, `positive` those that are taken so.

    `Unsupported` for what is not understood.
    """
    if len(strands) == 1 and (view := strands[0].view) is not None:
        return _seen_from(strands[0], view, tuple(variables), used, positive)
    return _made(strands, variables, used, positive)


def _made(strands: Sequence[Strand], variables: Sequence[Symbol], used: Sequence[str], positive: tuple[Symbol, ...]) -> Curve:
    name = next(p for p in PARAMETERS if p not in used or any(s.run and str(s.run[0]) == p for s in strands))
    t = Symbol(name, real=True)
    turn: Turn | None = None
    said = False
    pieces: list[CurvePiece] = []
    for strand in strands:
        found, direction = _pieces(strand, tuple(variables), t)
        pieces += found
        said = said or bool(strand.turn)
        turn = direction if len(strands) == 1 else None
    pieces = [with_sign(p) for p in pieces]
    for one, two in pairwise(pieces):
        if not _meet(one.end, two.start):
            raise Unsupported("cannot do this: a piece of the curve does not begin where the one before it ends")
    closed = _meet(pieces[0].start, pieces[-1].end)
    if strands[0].turn and all(s.word == "given" for s in strands):
        pieces = _turned(Curve(tuple(variables), tuple(pieces), closed), strands[0])
    elif len(strands) > 1 and closed and len(variables) == 2 and len({s.turn for s in strands}) == 1:
        _must_turn(Curve(tuple(variables), tuple(pieces), closed), strands[0].turn)
    region = strands[0].about if len(strands) == 1 and strands[0].word == "boundary" else ()
    return Curve(tuple(variables), tuple(pieces), closed, turn if closed else None, said, positive, region)


def _must_turn(curve: Curve, wanted: str) -> None:
    """`Unsupported` where pieces that say themselves how they run go round the other way than is asked, if anything is."""
    if wanted and counterclockwise(curve) != (wanted == "counterclockwise"):
        raise Unsupported("cannot do this: the pieces run the other way round than the orientation that is asked")


def _turned(curve: Curve, strand: Strand) -> list[CurvePiece]:
    """The pieces of a curve given by its parameter in the direction that is asked beside it: against the parameter, if need be.

    Errors: `Unsupported` where the curve is not closed, or its direction is not seen.
    """
    if not curve.closed:
        raise Unsupported("cannot do this: a curve that is not closed runs neither counterclockwise nor clockwise; say its ends")
    grows = "counterclockwise" if strand.view is not None or counterclockwise(curve, curve.variables[:2]) else "clockwise"
    if grows == strand.turn:
        return list(curve.pieces)
    return [replace(p, lower=p.upper, upper=p.lower, about={**p.about, "against": strand.turn}) for p in reversed(curve.pieces)]


def _seen_from(strand: Strand, view: Basic, variables: tuple[Symbol, ...], used: Sequence[str], positive: tuple[Symbol, ...]) -> Curve:
    """A closed curve of a plane in space in the direction that is seen so from a point, or from far out in the direction of a vector."""
    wanted: Turn = "clockwise" if strand.turn == "clockwise" else "counterclockwise"
    for turn in ("counterclockwise", "clockwise"):
        corners = strand.about[:1] + strand.about[:0:-1] if strand.word == "polygon" and turn == "clockwise" else strand.about
        made = _made((Strand(strand.word, corners, strand.run, turn, view),), variables, used, positive)
        sight = sight_of(made, view)
        if faces_eye(sight) == (wanted == "counterclockwise"):
            return replace(made, turn=None, said=True, sight=replace(sight, turn=wanted))
    raise Unsupported("cannot do this: the direction of the curve is not seen from there")


def sizes(strands: Sequence[Strand], variables: Sequence[Symbol]) -> dict[Symbol, Symbol]:
    """The letters of radii, half axes and equations of closed curves, each with one of its name that is known to be positive."""
    about = [part for s in strands for part in s.about[SIZES.get(s.word, slice(0))]]
    letters = {a for part in about for a in part.free_symbols} - set(variables)
    return {a: Symbol(a.name, positive=True) for a in sorted(letters, key=lambda a: a.name) if a.is_positive is None}


def _meet(a: Sequence[Expr], b: Sequence[Expr]) -> bool:
    return all(sign_of(tree.plain(p - q)) == 0 for p, q in zip(a, b, strict=True))


def with_sign(piece: CurvePiece) -> CurvePiece:
    """With a parameter that is known to be positive where it only runs through such values: a root of t^2 is then t."""
    t = piece.parameter
    signs = [sign_of(tree.plain(e)) for e in (piece.lower, piece.upper) if e.is_finite is not False]
    if t.is_positive or t.is_integer or not all(s in (0, 1) for s in signs) or not any(signs):
        return piece
    twin = Symbol(t.name, positive=True)
    position = tuple(tree.substitute(c, {t: twin}) for c in piece.position)
    about = {k: tree.substitute(v, {t: twin}) if isinstance(v, Expr) else v for k, v in piece.about.items()}
    return replace(piece, position=position, parameter=twin, about=about)


def _pieces(strand: Strand, variables: tuple[Symbol, ...], t: Symbol) -> tuple[list[CurvePiece], Turn | None]:
    wanted: Turn = "clockwise" if strand.turn == "clockwise" else "counterclockwise"
    match strand.word:
        case "given":
            parameter, low, high = strand.run
            low, high = (_value_at(e, strand.about, parameter, variables) for e in (low, high))
            return [CurvePiece(tuple(strand.about), parameter, low, high)], None
        case "segment":
            return [segment(_point(strand.about[0], variables), _point(strand.about[1], variables), t)], None
        case "polygon":
            return _polygon([_point(p, variables) for p in strand.about], strand, t, wanted)
        case "any":
            raise Unsupported("cannot do this: nothing says which path from the one point to the other is meant")
        case "boundary":
            return _boundary(strand, variables, t, wanted)
        case "circle":
            return [circle(_centre(strand.about[0], variables), strand.about[1], t, wanted)], wanted
        case "arc" | "quarter":
            *about, start, finish = strand.about
            centre, radius = _circle(about, variables)
            ends = [_point(p, variables) for p in (start, finish)]
            if strand.word == "arc":
                return [_arc(centre, radius, ends, t, wanted)], None
            return [_quarter(centre, radius, ends, t, wanted if strand.turn else None)], None
        case "upper" | "lower" | "left" | "right" | "first" | "second" | "third" | "fourth":
            return [_part(strand, variables, t, wanted)], None
        case "graph":
            return [_graph(strand, variables, t)], None
        case "closed":
            return [_closed(strand.about[0], variables, t, wanted)], wanted
        case "surfaces":
            return [meeting(strand.about, variables, t, wanted, bool(strand.turn) and strand.view is None)], None
        case "polar" | "round":
            return [_polar(strand, variables)], None
        case "ellipse":
            centre, *axes = strand.about
            a, b = map(tree.evaluated, axes)
            return [ellipse(_centre(centre, variables), (a, b), t, wanted)], wanted
    raise Unsupported("cannot do this: this curve is not understood")


def _value_at(end: Basic, position: Sequence[Expr], t: Symbol, variables: Sequence[Symbol]) -> Basic:
    """The value of a parameter at an end, which may be said as a point: the one at which every coordinate is right."""
    if not isinstance(end, Vector | Tuple):
        return end
    point = _point(end, variables)
    forms = [(tree.plain(c) - p).expand() for c, p in zip(position, point, strict=True)]
    found: set[Expr] = set()
    for form in sorted((f for f in forms if f.is_polynomial(t) and t in f.free_symbols), key=lambda f: Poly(f, t).degree()):
        found = {r for r in roots(Poly(form, t)) if r.is_real}
        break
    found = {r for r in found if all(sign_of(f.subs(t, r).expand()) == 0 for f in forms)}
    if len(found) != 1:
        raise Unsupported("cannot do this: at which value of the parameter the curve begins or ends is not seen; write it as 0 <= t <= 1")
    return found.pop()


def _boundary(strand: Strand, variables: tuple[Symbol, ...], t: Symbol, wanted: Turn) -> tuple[list[CurvePiece], Turn]:
    """The boundary of a region of the plane, where it is one curve."""
    if len(variables) != 2:
        raise Unsupported("cannot do this: the boundary of a region of the plane is a curve of the plane")
    choice, _ = read(strand.about, variables, S.One)
    if not choice.described.bounded:
        raise Unsupported("cannot do this: the region is unbounded, so its boundary is no closed curve")
    edges = outline(choice.described, variables)
    if wanted == "clockwise":
        edges = [e.reversed for e in reversed(edges)]
    found = loops(edges, variables, [p for p in PARAMETERS if p != t.name])
    if len(found) != 1:
        raise Unsupported("cannot do this: the boundary of the region is more than one curve; Green's theorem takes it whole")
    return list(found[0].pieces), wanted


def _point(node: Basic, variables: Sequence[Symbol]) -> tuple[Expr, ...]:
    if not isinstance(node, Vector | Tuple) or len(node.args) != len(variables):
        raise Unsupported(f"cannot do this: a point of the curve has not {len(variables)} coordinates")
    return tuple(tree.evaluated(c) for c in node.args)


def _centre(node: Basic, variables: Sequence[Symbol]) -> tuple[Expr, ...]:
    if len(variables) != 2:
        raise Unsupported("cannot do this: a circle in space is given as the intersection of two surfaces")
    return _point(node, variables)


def _polygon(points: Points, strand: Strand, t: Symbol, wanted: Turn) -> tuple[list[CurvePiece], Turn | None]:
    """The sides one after the other, in the direction wanted where the polygon lies in the plane."""
    if _meet(points[0], points[-1]):
        points = points[:-1]
    turn: Turn | None = None
    if strand.view is None and (len(points[0]) == 2 or strand.turn):
        area = Add(*(a[0] * b[1] - a[1] * b[0] for a, b in zip(points, [*points[1:], points[0]], strict=True)))
        sign = sign_of(tree.plain(area))
        if not sign:
            raise Unsupported("cannot do this: which way round the corners run is not decided")
        if (sign == 1) != (wanted == "counterclockwise"):
            points = [points[0], *reversed(points[1:])]
        turn = wanted
    return [segment(a, b, t) for a, b in zip(points, [*points[1:], points[0]], strict=True)], turn


def _circle(about: Sequence[Basic], variables: tuple[Symbol, ...]) -> tuple[tuple[Expr, ...], Expr]:
    """Centre and radius of a circle that is given by them, or by its equation."""
    if not isinstance(about[0], Eq):
        return _centre(about[0], variables), about[1]
    if len(variables) != 2:
        raise Unsupported("cannot do this: a circle in space is given as the intersection of two surfaces")
    centre, (a, b) = conic(tree.plain(about[0].args[0]) - tree.plain(about[0].args[1]), variables)
    if sign_of(tree.plain(a - b)) != 0:
        raise Unsupported("cannot do this: the curve of the arc is not seen to be a circle")
    return centre, a


def _quarter(centre: tuple[Expr, ...], radius: Expr, ends: Points, t: Symbol, turn: Turn | None) -> CurvePiece:
    """The quarter of a circle from one point to another: the way round in which it is one."""
    ways: tuple[Turn, ...] = ("counterclockwise", "clockwise") if turn is None else (turn,)
    for way in ways:
        found = _arc(centre, radius, ends, t, way)
        if sign_of(tree.plain(found.upper - found.lower) - pi / 2) == 0:
            return found
    raise Unsupported("cannot do this: the two points are not a quarter of the circle apart")


def _arc(centre: tuple[Expr, ...], radius: Expr, ends: Points, t: Symbol, turn: Turn) -> CurvePiece:
    """The part of a circle from one point to another."""
    angles = []
    for end in ends:
        u, v = (tree.plain(c - m) for c, m in zip(end, centre, strict=True))
        if sign_of(u**2 + v**2 - tree.plain(radius) ** 2) != 0:
            raise Unsupported("cannot do this: the end of an arc does not lie on its circle, or it is not decided")
        angles.append(atan2(v, u))
    a, b = angles if turn == "counterclockwise" else (-angles[0], -angles[1])
    if sign_of(b - a) != 1:
        b = b + 2 * pi
    if sign_of(a) == -1:
        a, b = a + 2 * pi, b + 2 * pi
    if sign_of(a - 2 * pi) in (0, 1) or (sign_of(b - 2 * pi) == 1 and sign_of(b - a - 2 * pi) != 0):
        a, b = a - 2 * pi, b - 2 * pi
    found = circle(centre, radius, t, turn, a, b)
    return replace(found, how="arc", about={**found.about, "start": Tuple(*ends[0]), "finish": Tuple(*ends[1])})


def _part(strand: Strand, variables: tuple[Symbol, ...], t: Symbol, turn: Turn) -> CurvePiece:
    """A half or a quarter of a circle or an ellipse, as it was named."""
    about = strand.about
    if isinstance(about[0], Eq):
        centre, axes = conic(tree.plain(about[0].args[0]) - tree.plain(about[0].args[1]), variables)
    else:
        centre, axes = _centre(about[0], variables), (tree.evaluated(about[1]), tree.evaluated(about[-1]))
    low, high = PARTS[strand.word]
    if turn == "clockwise":
        low, high = -high, -low
    found = ellipse(centre, axes, t, turn, low, high)
    return replace(found, how="arc" if found.how == "circle" else found.how)


def _graph(strand: Strand, variables: tuple[Symbol, ...], t: Symbol) -> CurvePiece:
    """y = g(x) with x as the parameter, or x = g(y); in space the two others by one variable."""
    equations, ends = [e for e in strand.about if isinstance(e, Eq)], [e for e in strand.about if not isinstance(e, Eq)]
    for x in variables:
        others = [v for v in variables if v != x]
        ways = ((left, right) for e in equations for left, right in (e.args, e.args[::-1]))
        by = {left: right for left, right in ways if left in others and not right.free_symbols & set(others)}
        if len(by) < len(others) or len(equations) != len(others):
            continue
        values = [_along(e, x, by, variables) for e in ends]
        position = tuple(t if v == x else tree.substitute(by[v], {x: t}) for v in variables)
        return CurvePiece(
            position,
            t,
            values[0],
            values[1],
            "graph",
            {"along": x, "height_": others[0], "sideways": x == variables[1], "surfaces": tuple(equations)},
        )
    raise Unsupported("cannot do this: the curve is not given by one variable, or by two, in terms of the other")


def _along(end: Basic, x: Symbol, by: Mapping[Basic, Basic], variables: Sequence[Symbol]) -> Expr:
    """The value of x at an end, which is a point of the graph, or that value itself."""
    if not isinstance(end, Vector | Tuple):
        return end
    place = dict(zip(variables, _point(end, variables), strict=True))
    if any(sign_of(tree.plain(g).subs(x, place[x]) - tree.plain(place[v])) != 0 for v, g in by.items()):
        raise Unsupported("cannot do this: an end does not lie on the graph, or it is not decided")
    return place[x]


def _polar(strand: Strand, variables: tuple[Symbol, ...]) -> CurvePiece:
    """r = f(theta): x = f cos(theta), y = f sin(theta). Where its ends are not said it is run through once."""
    (radius,), (theta, low, high) = strand.about, strand.run
    if len(variables) != 2:
        raise Unsupported("cannot do this: a curve in polar coordinates lies in the plane")
    if strand.word == "round":
        f = tree.plain(radius)
        turned = [f.subs(theta, theta + k * pi).expand() for k in (1, 2)]
        if (turned[0] + f).expand().is_zero:
            high = pi
        elif not (turned[1] - f).expand().is_zero:
            raise Unsupported("cannot do this: where the curve begins and ends must be said, as 0 <= theta <= 2pi")
    position = tuple(w(theta) if radius is S.One else tree.product(radius, w(theta)) for w in (cos, sin))
    return CurvePiece(position, theta, low, high, "polar", {"radius": radius, "whole_turn": strand.word == "round"})


def _closed(equation: Basic, variables: tuple[Symbol, ...], t: Symbol, turn: Turn) -> CurvePiece:
    """A circle or an ellipse by its equation."""
    if not isinstance(equation, Eq) or len(variables) != 2:
        raise Unsupported("cannot do this: a closed curve is given by one equation in the plane, or by two in space")
    centre, axes = conic(tree.plain(equation.args[0]) - tree.plain(equation.args[1]), variables)
    found = ellipse(centre, axes, t, turn)
    return replace(found, about={**found.about, "equation": equation})


__all__ = ["PARAMETERS", "circle", "curve_of", "ellipse", "segment", "with_sign"]
