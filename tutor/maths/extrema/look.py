"""Points of a region: one inside to start from, and many to see whether a value goes beyond what was found.

The second owes nothing to derivatives and systems: it evaluates the function at points spread over the region.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from sympy import Add, Expr, Rational, Symbol

from tutor.errors import Unsupported
from tutor.maths.compiled import compiled
from tutor.maths.extrema.region import FeasibleSet, sign_at
from tutor.maths.solving.values import decimal
from tutor.trees import tree

SPREAD = 5_000  # points drawn
SCALES = (1.0, 3.0, 10.0, 100.0)  # of the boxes in which points are drawn where the region has no corners to go by
GRAIN = 64  # denominator of the coordinates of an exact point
MARGIN = 1e-7  # by which a value must be beyond, relative to its size: rounding does not do that
MOST_EXACT = 60  # points that are tried exactly


@dataclass(frozen=True, slots=True)
class Seen:
    """How many points of the region were looked at, and the least and the greatest value there."""

    count: int
    low: float
    high: float


def box(points: Sequence[Mapping[Symbol, Expr]], variables: Sequence[Symbol]) -> list[tuple[float, float]]:
    """Intervals that hold the numbers of all points, with some room."""
    out = []
    for v in variables:
        numbers = [decimal(p[v]) for p in points if not p[v].free_symbols]
        low, high = (min(numbers), max(numbers)) if numbers else (-1.0, 1.0)
        room = max(0.05 * (high - low), 0.0 if high > low else 1.0)
        out.append((low - room, high + room))
    return out


def center(points: Sequence[Mapping[Symbol, Expr]]) -> dict[Symbol, Expr] | None:
    """The mean of points."""
    if not points:
        return None
    return {v: (Add(*(p[v] for p in points)) / len(points)).expand() for v in points[0]}


def inner_points(
    region: FeasibleSet, around: Sequence[tuple[float, float]], center: Mapping[Symbol, Expr] | None = None
) -> Iterator[dict[Symbol, Expr]]:
    """Points at which every inequality holds strictly: `center` where it is one, and rational ones; for a region without equations."""
    if center is not None and all(_positive(s.inside, center) for s in region.sides):
        yield dict(center)
    if any(s.inside.free_symbols - set(region.variables) for s in region.sides):
        return
    for row in islice(_drawn(region, around), MOST_EXACT):
        point: dict[Symbol, Expr] = {v: Rational(round(a * GRAIN), GRAIN) for v, a in zip(region.variables, row, strict=True)}
        if all(_positive(s.inside, point) for s in region.sides):
            yield point


def _positive(u: Expr, point: Mapping[Symbol, Expr]) -> bool:
    try:
        return sign_at(u, point) > 0
    except Unsupported:
        return False


def seen(function: Expr, region: FeasibleSet, around: Sequence[tuple[float, float]]) -> Seen | None:
    """The values at many points of a region without equations; None where letters are left or no point is met."""
    plain = tree.plain(function)
    if (plain.free_symbols | {a for s in region.sides for a in s.inside.free_symbols}) - set(region.variables):
        return None
    number = _number(plain, region.variables)
    values = [v for v in map(number, _drawn(region, around)) if v is not None]
    return Seen(len(values), min(values), max(values)) if values else None


def _drawn(region: FeasibleSet, around: Sequence[tuple[float, float]]) -> Iterator[list[float]]:
    """Points that lie in the region to rounding."""
    return filter(_inside(region), _spread(str(region.variables), around))


def _spread(seed: str, around: Sequence[tuple[float, float]]) -> Iterator[list[float]]:
    """Half of them in the box, the others about the origin."""
    shares, others = _numbers(seed, len(around))
    lows, widths = [low for low, _ in around], [high - low for low, high in around]
    for row in shares:
        yield [low + share * width for low, share, width in zip(lows, row, widths, strict=True)]
    yield from others


@lru_cache(maxsize=4)
def _numbers(seed: str, count: int) -> tuple[list[list[float]], list[list[float]]]:
    """Rows of so many shares of a box, and rows of coordinates: the same for all regions in the same variables."""
    draw, each = random.Random(seed), range(count)
    shares = [[draw.random() for _ in each] for _ in range(SPREAD // 2)]
    return shares, [[draw.gauss(0, scale) for _ in each] for scale in SCALES for _ in range(SPREAD // (2 * len(SCALES)))]


def _inside(region: FeasibleSet) -> Callable[[list[float]], bool]:
    """Whether every inequality holds strictly at a row of numbers; not where one has no real value. All sides are one call."""
    made = _compiled([s.inside for s in region.sides], region.variables)

    def holds(point: list[float]) -> bool:
        try:
            for side in made(*point):
                if not 0 < side < math.inf:
                    return False
        except (ValueError, ZeroDivisionError, OverflowError, TypeError):  # no value, or a complex one
            return False
        return True

    return holds


def _number(expr: Expr, variables: Sequence[Symbol]) -> Callable[[list[float]], float | None]:
    """The expression as a function of a row of numbers; None where it has no real value."""
    made = _compiled([expr], variables)

    def value(point: list[float]) -> float | None:
        try:
            (found,) = made(*point)
        except (ValueError, ZeroDivisionError, OverflowError):
            return None
        return float(found) if isinstance(found, float | int) and math.isfinite(found) else None

    return value


def _compiled(expressions: Sequence[Expr], variables: Sequence[Symbol]) -> Callable[..., list[Any]]:
    """The expressions as one function of numbers."""
    letters = [Symbol(f"x{k}") for k in range(len(variables))]
    renamed = dict(zip(variables, letters, strict=True))
    return compiled(letters, [e.xreplace(renamed) for e in expressions], "math")


def beyond(found: float, level: float, up: bool) -> bool:
    """Whether a value goes beyond a level by more than rounding."""
    gain = found - level if up else level - found
    return gain > MARGIN * (1 + abs(level))
