"""Points of a region: one inside to start from, and many to see whether a value goes beyond what was found.

The second owes nothing to derivatives and systems: it evaluates the function at points spread over the region.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Add, Expr, Rational, Symbol

from tutor.errors import Unsupported
from tutor.maths.compiled import compiled
from tutor.maths.extrema.region import Region, sign_at
from tutor.maths.solving.values import decimal
from tutor.trees import tree

SPREAD = 40_000  # points drawn
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
    region: Region, around: Sequence[tuple[float, float]], center: Mapping[Symbol, Expr] | None = None
) -> Iterator[dict[Symbol, Expr]]:
    """Points at which every inequality holds strictly: `center` where it is one, and rational ones; for a region without equations."""
    if center is not None and all(_positive(s.inside, center) for s in region.sides):
        yield dict(center)
    if any(s.inside.free_symbols - set(region.variables) for s in region.sides):
        return
    drawn, inside = _drawn(region, around)
    for row in drawn[inside][:MOST_EXACT]:
        point: dict[Symbol, Expr] = {v: Rational(round(float(a) * GRAIN), GRAIN) for v, a in zip(region.variables, row, strict=True)}
        if all(_positive(s.inside, point) for s in region.sides):
            yield point


def _positive(u: Expr, point: Mapping[Symbol, Expr]) -> bool:
    try:
        return sign_at(u, point) > 0
    except Unsupported:
        return False


def seen(function: Expr, region: Region, around: Sequence[tuple[float, float]]) -> Seen | None:
    """The values at many points of a region without equations; None where letters are left or no point is met."""
    import numpy as np

    plain = tree.plain(function)
    if (plain.free_symbols | {a for s in region.sides for a in s.inside.free_symbols}) - set(region.variables):
        return None
    drawn, inside = _drawn(region, around)
    points = drawn[inside]
    if not len(points):
        return None
    with np.errstate(all="ignore"):
        values = _number(plain, region.variables)(points)
    values = values[np.isfinite(values)]
    return Seen(len(values), float(values.min()), float(values.max())) if len(values) else None


def _drawn(region: Region, around: Sequence[tuple[float, float]]) -> tuple[Any, Any]:
    """Points, and which of them lie in the region to rounding."""
    import numpy as np

    draw = np.random.default_rng(random.Random(str(region.variables)).randrange(2**32))
    n = len(region.variables)
    parts = []
    unit = draw.random((SPREAD // 2, n))
    low, high = np.array([a for a, _ in around]), np.array([b for _, b in around])
    parts.append(low + unit * (high - low))
    for scale in SCALES:
        parts.append(draw.normal(0, scale, (SPREAD // (2 * len(SCALES)), n)))
    drawn = np.concatenate(parts)
    inside = np.ones(len(drawn), dtype=bool)
    with np.errstate(all="ignore"):
        for s in region.sides:
            value = _number(s.inside, region.variables)(drawn)
            inside &= np.isfinite(value) & (value > 0)
    return drawn, inside


def _number(expr: Expr, variables: Sequence[Symbol]) -> Callable[[Any], Any]:
    """The expression as a function of rows of numbers; not a number where it has no real value."""
    import numpy as np

    letters = [Symbol(f"x{k}") for k in range(len(variables))]
    made = compiled(letters, expr.xreplace(dict(zip(variables, letters, strict=True))), "numpy")

    def value(points: Any) -> Any:
        found = np.asarray(made(*points.T))
        found = np.where(np.abs(np.imag(found)) > 0, np.nan, np.real(found)) if np.iscomplexobj(found) else found
        return np.broadcast_to(found.astype(float), (len(points),))

    return value


def beyond(found: float, level: float, up: bool) -> bool:
    """Whether a value goes beyond a level by more than rounding."""
    gain = found - level if up else level - found
    return gain > MARGIN * (1 + abs(level))
