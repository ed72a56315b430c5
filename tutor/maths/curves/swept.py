"""The inside of a closed plane curve by rays: a centre, and a share s of the way from it to the point with the parameter t.

That every ray meets the curve once is seen by the angle as the curve is run through: it never turns back, and makes one turn at most.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from sympy import Expr, Rational, S, Symbol

from tutor.errors import Unsupported
from tutor.maths.compiled import compiled
from tutor.maths.curves.inner import corners_of
from tutor.maths.curves.piece import Curve, CurvePiece
from tutor.maths.fields.domain import Hole, domain_of
from tutor.maths.fields.inside import Smooth
from tutor.maths.numbers import sign_of
from tutor.maths.regions.polygons import Corner, cross, sides
from tutor.maths.regions.rough import letters_at
from tutor.trees import tree

NOT_SEEN = "cannot do this: it is not seen which region the curve encloses"
SHARES = ("s", "u", "w", "lamda")  # the first letter that is not in use
FINE = 240  # places on each piece at which the angle must not turn back
SLACK = 1e-9  # of the size of the curve: how far it may turn back by rounding
CLOSE = 1e-6  # of the size of the curve: a point so near to the centre has no angle
TOUCHES = 1e-9  # a curve that comes so near to a point goes through it
FINER = 80  # steps to the nearest place, each of which leaves two thirds
CLEAR = 0.02  # of the size of the curve: how far a hole must stay away from it


@dataclass(frozen=True, slots=True)
class Fan:
    """The part of the inside that the rays to one piece sweep: its position by s and t, and t from its lower to its higher end."""

    position: tuple[Expr, Expr]
    share: Symbol
    parameter: Symbol
    lower: Expr
    upper: Expr
    positive: bool  # whether the determinant by s and t is

    @property
    def limits(self) -> tuple[tuple[Symbol, Expr, Expr], ...]:
        """Innermost first."""
        return (self.share, S.Zero, S.One), (self.parameter, self.lower, self.upper)


@dataclass(frozen=True, slots=True)
class Swept:
    """The inside by rays from a centre."""

    centre: tuple[Expr, ...]
    fans: tuple[Fan, ...]


def swept(curve: Curve, used: Sequence[str]) -> Swept:
    """The inside of a closed curve. Errors: `Unsupported` where no centre is found from which every ray meets the curve once."""
    if not curve.closed or len(curve.variables) != 2:
        raise Unsupported("cannot do this: the curve is not closed, so it encloses nothing")
    names = {*used, *(s.name for p in curve.pieces for s in (p.parameter, *p.position[0].free_symbols, *p.position[1].free_symbols))}
    share = Symbol(next(n for n in SHARES if n not in names), positive=True)
    for centre in dict.fromkeys(_centres(curve)):
        turns = [_turning(p, centre) for p in curve.pieces]
        signs = {t[0] for t in turns} - {0}
        if len(signs) == 1 and 0 < sum(abs(t[1]) for t in turns) < 2 * math.pi + 0.01:
            fans = tuple(_fan(p, centre, share, sign) for p, (sign, _) in zip(curve.pieces, turns, strict=True) if sign)
            return Swept(centre, fans)
    raise Unsupported(NOT_SEEN)


def _centres(curve: Curve) -> Iterator[tuple[Expr, ...]]:
    """The origin, the middle of every straight piece, where the pieces begin, and the middle of opposite points."""
    yield (S.Zero, S.Zero)
    for p in curve.pieces:
        if p.how == "segment":
            yield tuple(tree.evaluated((a + b) / 2) for a, b in zip(p.start, p.end, strict=True))
    for p in curve.pieces:
        yield p.start
    for p in curve.pieces:
        middle = p.at(tree.plain(p.lower + (p.upper - p.lower) * Rational(1, 2)))
        yield tuple(tree.evaluated((a + b) / 2) for a, b in zip(p.start, middle, strict=True))


def _turning(piece: CurvePiece, centre: Sequence[Expr]) -> tuple[int | None, float]:
    """Which way the angle of a piece about the centre goes, and how far; 0 where it stands still, None where it turns back."""
    t = piece.parameter
    ends = [tree.plain(e) for e in (piece.lower, piece.upper)]
    at = [tree.plain(c) - a for c, a in zip(piece.position, centre, strict=True)]
    sizes = letters_at((*at, *ends), (t,))
    low, high = (float(e.subs(sizes)) for e in ends)
    place = compiled([t], [c.subs(sizes) for c in at], "math")
    points = [tuple(place(low + (high - low) * k / FINE)) for k in range(FINE + 1)]
    size = max(math.hypot(*p) for p in points) or 1.0
    points = [p for p in points if math.hypot(*p) > CLOSE * size]  # the curve may touch the centre, but not go through it
    areas = [a[0] * b[1] - a[1] * b[0] for a, b in pairwise(points)]
    angles = [math.atan2(area, a[0] * b[0] + a[1] * b[1]) for area, a, b in zip(areas, points[:-1], points[1:], strict=True)]
    signs = {(a > 0) - (a < 0) for a in areas if abs(a) > SLACK * size**2}
    if len(signs) > 1 or (signs and any(abs(a) > math.pi / 2 for a in angles)):
        return None, 0.0
    return (signs.pop() if signs else 0), sum(angles)


def _fan(piece: CurvePiece, centre: Sequence[Expr], share: Symbol, sign: int | None) -> Fan:
    """Of a piece: centre + s (curve - centre), and the sign of its determinant where t grows from the lower end to the higher."""
    position = tuple(
        tree.summed(c, tree.product(share, tree.displacement(x, c) if c != 0 else x)) for x, c in zip(piece.position, centre, strict=True)
    )
    forward = sign_of(tree.plain(piece.upper - piece.lower)) != -1
    low, high = (piece.lower, piece.upper) if forward else (piece.upper, piece.lower)
    return Fan((position[0], position[1]), share, piece.parameter, low, high, (sign == 1) == forward)


# -- holes -----------------------------------------------------------------------------------------------------------------


def smooth_inside(field: Sequence[Expr], curve: Curve) -> Smooth | None:
    """How a field behaves inside a curve: points at which it is not smooth by how often the curve goes round them; None if unclear."""
    domain = domain_of(field, curve.variables)
    if domain.is_whole:
        return Smooth()
    corners = corners_of(curve, curve.variables)
    if not domain.known or domain.walls or any(cross(a, b) for a, b in combinations(list(sides(corners)), 2)):
        return None
    within: list[Hole] = []
    outside: list[Hole] = []
    for hole in (*domain.holes, *domain.points):
        rounds = _rounds(hole, corners, curve) if len(hole.at) == 2 else None
        if rounds not in (-1, 0, 1):
            return None
        (within if rounds else outside).append(hole)
    return Smooth(tuple(within), tuple(outside), False)


def goes_through(curve: Curve, hole: Hole) -> bool:
    """Whether a curve is seen to meet a missing point, or a missing line of space; with letters it is not looked for."""
    place = [a for _, a in hole.at]
    for p in curve.pieces:
        at = dict(zip(curve.variables, map(tree.plain, p.position), strict=True))
        forms = [at[v] for v, _ in hole.at]
        low, high = (tree.plain(e) for e in (p.lower, p.upper))
        letters = {s for e in (*forms, *place, low, high) for s in e.free_symbols} - {p.parameter}
        if letters or low.is_finite is False or high.is_finite is False:
            continue
        if _nearest(compiled([p.parameter], forms, "math"), [float(a) for a in place], float(low), float(high)) < TOUCHES:
            return True
    return False


def _nearest(position: Callable[[float], Sequence[float]], place: Sequence[float], low: float, high: float) -> float:
    """How near to a place a piece comes: by steps, and between the three about each nearest one ever finer."""

    def off(t: float) -> float:
        try:
            return math.dist(position(t), place)
        except (ValueError, ZeroDivisionError):  # the piece has no position there
            return math.inf

    step = (high - low) / FINE
    offs = [math.inf, *(off(low + step * k) for k in range(FINE + 1)), math.inf]
    best = math.inf
    for k in range(FINE + 1):
        if offs[k + 1] > offs[k] or offs[k + 1] > offs[k + 2]:
            continue
        a, b = low + step * max(k - 1, 0), low + step * min(k + 1, FINE)
        for _ in range(FINER):
            third = (b - a) / 3
            a, b = (a, b - third) if off(a + third) < off(b - third) else (a + third, b)
        best = min(best, offs[k + 1], off((a + b) / 2))
    return best


def _rounds(hole: Hole, corners: Sequence[Corner], curve: Curve) -> int | None:
    """How often a curve goes round a point; None where it comes too near, or where the point has letters."""
    at = dict(hole.at)
    if any(at[v].free_symbols for v in curve.variables):
        return None
    x, y = (float(at[v]) for v in curve.variables)
    moved = [(a - x, b - y) for a, b in corners]
    size = max(math.dist(a, moved[0]) for a in moved)
    if any(_distance(a, b) < CLEAR * size for a, b in sides(moved)):
        return None
    angles = (math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1]) for a, b in sides(moved))
    return round(sum(angles) / (2 * math.pi))


def _distance(a: Corner, b: Corner) -> float:
    """Of a segment from the origin."""
    step = (b[0] - a[0], b[1] - a[1])
    square = step[0] ** 2 + step[1] ** 2
    share = 0.0 if square == 0 else min(1.0, max(0.0, -(a[0] * step[0] + a[1] * step[1]) / square))
    return math.hypot(a[0] + share * step[0], a[1] + share * step[1])


__all__ = ["Fan", "Swept", "goes_through", "smooth_inside", "swept"]
