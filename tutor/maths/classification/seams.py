"""Curves along which a function has no gradient: the fold of an absolute value, the cusp of a root.

On such a curve u = 0 the function is F(x, y, w) with w = |u| or a root of u, and F is smooth across it. B = dF/dw there says
whether the gradient is missing. Where the function rises or falls along the curve no point of it is an extremum; where it
is constant the slopes on both sides decide. A finite number of points is left, each of which is looked at alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sympy import Abs, Dummy, Expr, Gt, Lt, Max, Min, Ne, Pow, Rational, S, Symbol, expand, preorder_traversal, sign, simplify
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.classification.argument import Argument, PointClass, Word
from tutor.maths.classification.domain import kinks
from tutor.maths.classification.families import level_on
from tutor.maths.classification.sampled import contradicted
from tutor.maths.classification.silent import sign_argument
from tutor.maths.numbers import decided
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.tree import Root
from tutor.model import Claim
from tutor.trees import tree
from tutor.trees.heads import Equation, System

STEPS = 2000  # for the zeros of one slope along the curve
MOST = 8  # points of a curve that are looked at alone
TOO_HARD = "cannot do this: the function has no gradient along a whole curve, and it was not found how it behaves along it"


@dataclass(frozen=True, slots=True)
class Seam:
    """Parts of a curve with their class, and the points of it that have to be looked at alone, with the class where it is known."""

    parts: tuple[tuple[Root, PointClass], ...]
    points: tuple[tuple[Root, PointClass | None], ...]


def seam(function: Expr, u: Expr, root: Root) -> Seam:
    """The curve `root` of zeros of u; only points where the function has a gradient all along it. `Unsupported`: not found out."""
    f = tree.plain(function)
    level = level_on(f, root)
    if level is not None and (shown := sign_argument(function, root.at, level)) is not None:
        return Seam(((root, PointClass(shown[0], "argument", {}, shown[1])),), ())
    if len(root.values) != 2 or len(root.parameters) != 1 or root.parameters[0].is_integer or root.conditions:
        raise Unsupported(TOO_HARD)
    (t,), at, w = root.parameters, root.at, Dummy("w", real=True)
    kink = _kink(f, u, w)
    smooth = f.xreplace(kink.parts)
    jump = simplify(smooth.diff(w).subs(w, 0).xreplace(at))
    along = simplify(f.xreplace(at))
    if jump == 0:
        return Seam((), tuple((_point(root, t, p), None) for p in _zeros(_steady(smooth, u, along, at, t), t)))
    others = [simplify(v.xreplace(at)) for v in kinks(f) if v != u]
    line = _Line(root, t, along, _slopes(smooth.subs(w, 0), kink, jump, at), others, kink)
    length = simplify(sum(u.diff(x) ** 2 for x in at).xreplace(at))
    places = _zeros([jump, length, *others, *(line.slopes if line.constant else [_slope(along, t), *kinks(along)])], t)
    middles = _middles(places)
    words = [_word(line.slopes, t, mid) if line.constant else "neither" for mid in middles]
    if any(contradicted(f, line.point(mid).at, word) for mid, word in zip(middles, words, strict=True)):
        raise Unsupported(TOO_HARD)
    return Seam(tuple(_parts(line, places, words, f)), tuple((line.point(p), _alone(line, p, f)) for p in places))


@dataclass(frozen=True, slots=True)
class _Kink:
    """The part of a formula that has no derivative where u = 0: |u|, or u to the power p with 0 < p < 1; `even` where it is so in u."""

    u: Expr
    parts: Mapping[Expr, Expr]
    p: Rational
    even: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """The curve by its letter: the function along it, the slopes on leaving it, and what else is 0 at a further corner."""

    root: Root
    t: Symbol
    along: Expr
    slopes: Sequence[Expr]
    others: Sequence[Expr]
    kink: _Kink

    @property
    def constant(self) -> bool:
        """Whether the function has one value along it."""
        return self.t not in self.along.free_symbols

    @property
    def facts(self) -> dict[str, Any]:
        """What the words need."""
        return {"along": self.along, "constant": self.constant, "slopes": tuple(self.slopes), "steep": self.kink.p < 1}

    def point(self, place: Expr) -> Root:
        """A point of it."""
        return _point(self.root, self.t, place)


def _point(root: Root, t: Symbol, place: Expr) -> Root:
    return Root(tuple((x, simplify(e.subs(t, place))) for x, e in root.values))


def _steady(smooth: Expr, u: Expr, along: Expr, at: Mapping[Symbol, Expr], t: Symbol) -> list[Expr]:
    """What is 0 where a gradient that exists all along the curve vanishes: the slope along it, or across it."""
    if t in along.free_symbols:
        return [_slope(along, t)]
    across = simplify(sum(_slope(smooth, x) * u.diff(x) for x in at).xreplace(at))
    if across == 0:
        raise Unsupported(TOO_HARD)
    return [across]


def _kink(f: Expr, u: Expr, w: Symbol) -> _Kink:
    """How u = 0 keeps f from having a derivative."""
    found: dict[Expr, tuple[Rational, bool]] = {}
    for part in preorder_traversal(f):
        match part:
            case Abs(args=(v,)) if v == u:
                found[part] = (S.One, True)
            case Pow(base=v, exp=Rational() as e) if v == u and not e.is_Integer:
                if e.q % 2 == 0:
                    raise Unsupported(TOO_HARD)
                found[part] = (e, e.p % 2 == 0)
            case Max() | Min() if any(a - b in (u, -u) for a in part.args for b in part.args):
                raise Unsupported(TOO_HARD)
    if len(found) != 1:
        raise Unsupported(TOO_HARD)
    ((part, (p, even)),) = found.items()
    if p > 1:  # a power that has the derivative 0 there
        return _Kink(u, {part: S.Zero}, p, even)
    return _Kink(u, {part: w}, p, even)


def _slopes(smooth: Expr, kink: _Kink, jump: Expr, at: Mapping[Symbol, Expr]) -> list[Expr]:
    """What has the sign of the slope on leaving the curve to the side u > 0, and to u < 0."""
    if kink.p < 1:
        return [jump, jump if kink.even else -jump]
    length = sum(kink.u.diff(x) ** 2 for x in at)
    across = sum(_slope(smooth, x) * kink.u.diff(x) for x in at)
    return [simplify((jump * length + side * across).xreplace(at)) for side in (1, -1)]


def _slope(f: Expr, x: Symbol) -> Expr:
    """The derivative, that of |v| being v/|v| times that of v."""
    return simplify(f.diff(x).replace(sign, lambda v: v / Abs(v)))


def _zeros(functions: Sequence[Expr], t: Symbol) -> list[Expr]:
    """Where one of the functions is 0, in order."""
    found: list[Expr] = []
    for e in functions:
        if t not in e.free_symbols:
            continue
        solved = solve_system(System([Equation(e, S.Zero)], (t,)), steps=STEPS)
        if not solved.complete or any(r.parameters for r in solved.roots):
            raise Unsupported(TOO_HARD)
        found += [r.at[t] for r in solved.roots if not any(decided(r.at[t] - other) == 0 for other in found)]
    if len(found) > MOST:
        raise Unsupported(TOO_HARD)
    return sorted(found, key=lambda e: e.evalf(30))


def _middles(places: Sequence[Expr]) -> list[Expr]:
    """A number between each two neighbours, and one beyond either end."""
    if not places:
        return [S.One]
    return [places[0] - 1, *((a + b) / 2 for a, b in pairwise(places)), places[-1] + 1]


def _word(slopes: Sequence[Expr], t: Symbol, middle: Expr) -> Word:
    """By the slopes on both sides, where the function is constant along the curve."""
    signs = {decided(expand(s.subs(t, middle))) for s in slopes}
    return "local_min" if signs == {1} else "local_max" if signs == {-1} else "neither"


def _parts(line: _Line, places: Sequence[Expr], words: Sequence[Word], f: Expr) -> Iterator[tuple[Root, PointClass]]:
    """The whole curve without the points where it has one class, else the pieces between them."""
    root, t = line.root, line.t
    facts, claims = {**line.facts, "places": places}, (Claim(f.xreplace(root.at), line.along),)
    if len(set(words)) == 1:
        conditions: tuple[Relational, ...] = tuple(Ne(t, p, evaluate=False) for p in places)
        yield Root(root.values, root.parameters, conditions), _verdict(words[0], "seam", facts, claims)
        return
    ends = (S.NegativeInfinity, *places, S.Infinity)
    for (low, high), word in zip(pairwise(ends), words, strict=True):
        above = () if low.is_infinite else (Gt(t, low, evaluate=False),)
        below = () if high.is_infinite else (Lt(t, high, evaluate=False),)
        yield Root(root.values, root.parameters, (*above, *below)), _verdict(word, "seam", facts, claims)


def _alone(line: _Line, place: Expr, f: Expr) -> PointClass | None:
    """A point at which the function along the curve has an extreme value, and rises, or falls, on both sides of the curve."""
    t, at = line.t, line.point(place).at
    if line.constant or any(decided(v.subs(t, place)) == 0 for v in (*line.others, *kinks(line.along)) if v.free_symbols <= {t}):
        return None
    signs = {decided(s.subs(t, place)) for s in line.slopes}
    bend = simplify(line.along.diff(t, 2).subs(t, place))
    turn = decided(bend)
    if simplify(line.along.diff(t).subs(t, place)) != 0 or not turn or len(signs) > 1 or 0 in signs:
        return None
    (side,) = signs
    word: Word = "saddle" if side != turn else "local_min" if side == 1 else "local_max"
    slopes = tuple(simplify(s.subs(t, place)) for s in line.slopes)
    facts = {**line.facts, "slopes": slopes, "turn": turn, "side": side, "curve": {x: e for x, e in line.root.values if x != e}}
    claims = (Claim(f.xreplace(line.root.at), line.along),)
    return None if contradicted(f, at, word) else _verdict(word, "seam_point", facts, claims)


def _verdict(word: Word, by: str, facts: Mapping[str, object], claims: tuple[Claim, ...]) -> PointClass:
    return PointClass(word, "argument", {}, Argument(by, {**facts, "word": word}, claims))
