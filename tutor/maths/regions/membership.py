"""Whether ranges of coordinates are a set of points, held against points: inside of exactly one piece if and only if in the set.

It knows nothing of how the ranges were found. The points are seeded: some all over a box, most close to both sides of every
limit, where a wrong one shows itself.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from flint import arb, ctx
from sympy import And, Basic, Expr, Or, Symbol, pi
from sympy.core.relational import Relational

from tutor.maths.values import BALLS, Evaluator, Jet, NoValue
from tutor.strength import Evidence
from tutor.trees.heads.region import PointSet, Ranges

BITS = 128
ALL_OVER = 60  # points in the box about all pieces
ALONG = 8  # places along each limit at which both sides are looked at
BESIDE = (arb(2) ** -40, arb(1) / 32)  # how far from a limit, as a share of the width of the range
FAR = arb(40)  # an infinite range is looked at up to here
REACH = 4  # how far from 0 a plain point is looked for
MOST_AXES = 3
TRIES = 200  # to find sizes of the letters that are possible
LEAST = 24  # points that must tell

Point = dict[Symbol, arb]


class Disagrees(Exception):
    """A point is in the set and in no range, or the other way, or in two; `belongs` says whether in the set, where that was asked."""

    def __init__(self, point: Mapping[Symbol, arb], belongs: bool | None = None) -> None:
        super().__init__(", ".join(f"{s} = {float(v.mid()):g}" for s, v in point.items()))
        self.belongs = belongs
        self.point = {str(s): f"{float(v.mid()):g}" for s, v in point.items()}


def covers(ranges: Ranges, points: PointSet, seed: int = 0) -> Evidence:
    """`sampled` where every point agrees, `none` where too few tell anything. Errors: `Disagrees`."""
    before, ctx.prec = ctx.prec, BITS
    try:
        return _compared(ranges, points, seed)
    finally:
        ctx.prec = before


def plainest(ranges: Ranges, points: PointSet, belongs: bool) -> Mapping[str, str] | None:
    """A point of small whole numbers, or halves, that is in the set and in no range (or the other way); None where there is none."""
    coordinates = [v for v, _, _ in points.domain]
    turns = {v for v, low, high in points.domain if (high - low) == 2 * pi}
    for steps in (1, 2):
        values = sorted(range(-REACH * steps, REACH * steps + 1), key=abs)
        for at in (
            sorted(product(values, repeat=len(coordinates)), key=lambda at: sum(map(abs, at))) if len(coordinates) <= MOST_AXES else ()
        ):
            point = dict(zip(coordinates, (arb(k) / steps for k in at), strict=True))
            apart = _in_domain(points, point) and _belongs(points, point) is belongs and _count(ranges, point, turns) == int(not belongs)
            if apart:
                return Disagrees(point).point
    return None


def _compared(ranges: Ranges, points: PointSet, seed: int) -> Evidence:
    coordinates = [v for v, _, _ in points.domain]
    letters = sorted((ranges.free_symbols | points.free_symbols) - set(coordinates) - set(points.places), key=str)
    turns = {v for v, low, high in points.domain if (high - low) == 2 * pi}
    told = 0
    for k in range(2 if letters else 1):
        draw = random.Random(f"{seed}:{k}:{[str(s) for s in letters]}")
        drawn = ({s: _letter(s, draw) for s in letters} for _ in range(TRIES))
        known = next((p for p in drawn if all(_holds(c, p) for c in points.given)), None)
        if known is None:
            return "none"
        for point in _points(ranges.pieces, points, known, draw):
            belongs = _belongs(points, point)
            count = _count(ranges, point, turns)
            if belongs is None or count is None:
                continue
            if count != int(belongs):
                raise Disagrees(point, belongs)
            told += 1
    return "sampled" if told >= LEAST else "none"


def _letter(s: Symbol, draw: random.Random) -> arb:
    if s.is_integer:
        return arb(draw.randint(1, 5))
    sign = 1 if s.is_nonnegative else draw.choice((1, -1))
    return sign * arb(2 * draw.randint(20, 90) + 1) / 64


# -- points --------------------------------------------------------------------------------------------------------------


def _points(pieces: Sequence[Sequence[tuple[Symbol, Expr, Expr]]], points: PointSet, known: Point, draw: random.Random) -> Iterator[Point]:
    """Both sides of each limit, and all over the box that the pieces reach through."""
    reached: dict[Symbol, list[arb]] = {}
    for piece in pieces:
        outer_first = list(reversed(piece))
        for k in range(len(outer_first)):
            for _ in range(ALONG):
                for end in (0, 1):
                    for share in BESIDE:
                        for way in (1, -1):
                            point = _beside(outer_first, k, end, share * way, known, draw, reached)
                            if point is not None and _in_domain(points, point):
                                yield point
    box = {v: (min(found), max(found)) for v, found in reached.items()}
    for _ in range(ALL_OVER):
        point = dict(known)
        for v, (low, high) in box.items():
            width = high - low + arb(1) / 8
            point[v] = low - width / 4 + (width * 3 / 2) * _share(draw)
        if _in_domain(points, point):
            yield point


def _beside(
    outer_first: Sequence[tuple[Symbol, Expr, Expr]],
    k: int,
    end: int,
    share: arb,
    known: Point,
    draw: random.Random,
    reached: dict[Symbol, list[arb]],
) -> Point | None:
    """A point of the piece with the k-th coordinate a little inside of one of its ends, or outside of it where the share is negative."""
    point = dict(known)
    for j, (v, low, high) in enumerate(outer_first):
        ends = [_end(e, point, s) for e, s in ((low, -1), (high, 1))]
        if ends[0] is None or ends[1] is None:
            return None
        a, b = ends
        if not b - a > -(arb(2) ** -40):
            if k > j or share > 0:  # inside of the outer ranges an inner one goes upwards
                raise Disagrees(point)
            return None
        for e in (a, b):
            reached.setdefault(v, []).append(e.mid())
        if j == k and (low, high)[end].is_infinite:
            return None
        t = share if j == k and end == 0 else 1 - share if j == k else _share(draw)
        point[v] = (a + (b - a) * t).mid()
    return point


def _share(draw: random.Random) -> arb:
    return arb(2 * draw.randint(20, 490) + 1) / 1024


def _end(expr: Expr, point: Point, sign: int) -> Any:
    if expr.is_infinite:
        return sign * FAR
    value = _value(expr, point)
    return None if value is None or not value.is_finite() else value


def _in_domain(points: PointSet, point: Point) -> bool:
    """Whether a radius is not negative, and a tilt between its ends: elsewhere a point would have two names."""
    for v, low, high in points.domain:
        if (high - low) == 2 * pi:
            continue
        for end, sign in ((low, 1), (high, -1)):
            if end.is_finite:
                value = _value(end, point)
                if value is None or not sign * (point[v] - value) > 0:
                    return False
    return True


# -- both sides ----------------------------------------------------------------------------------------------------------


def _belongs(points: PointSet, point: Point) -> bool | None:
    """Whether a point is in the set; None where that is too close to call."""
    where = dict(point)
    for old, place in points.places.items():
        value = _value(place, point)
        if value is None:
            return None
        where[old] = value
    return _holds(points.condition, where)


def _holds(condition: Basic, where: Point) -> bool | None:
    match condition:
        case And():
            found = [_holds(c, where) for c in condition.args]
            return False if False in found else None if None in found else True
        case Or():
            found = [_holds(c, where) for c in condition.args]
            return True if True in found else None if None in found else False
        case Relational():
            left, right = _value(condition.lhs, where), _value(condition.rhs, where)
            if left is None or right is None:
                return False  # a formula without a value holds nowhere
            difference = right - left if condition.rel_op in ("<=", "<") else left - right
            return None if difference.contains(0) or not difference.is_finite() else bool(difference > 0)
    return bool(condition)


def _count(ranges: Ranges, point: Point, turns: set[Symbol]) -> int | None:
    """In how many pieces the point lies, an angle taken by whole turns too."""
    count = 0
    for piece in ranges.pieces:
        names = [dict(point)]
        for v in turns:
            names = [{**p, v: p[v] + 2 * k * arb.pi()} for p in names for k in (-1, 0, 1)]
        for name in names:
            found = _within(piece, name)
            if found is None:
                return None
            count += found
    return count


def _within(piece: Sequence[tuple[Symbol, Expr, Expr]], point: Point) -> bool | None:
    """Outermost first: an inner limit need have no value outside of the outer range."""
    for v, low, high in reversed(piece):
        for end, sign in ((low, 1), (high, -1)):
            if end.is_infinite:
                continue
            value = _value(end, point)
            if value is None or not value.is_finite():
                return None
            difference = sign * (point[v] - value)
            if difference.contains(0):
                return None
            if difference < 0:
                return False
    return True


def _value(expr: Expr, where: Point) -> Any:
    try:
        found: arb = Evaluator(BALLS, {s: Jet({0: v}) for s, v in where.items()})(expr).parts[0]
        return found
    except NoValue:
        return None
