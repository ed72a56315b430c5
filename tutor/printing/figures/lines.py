"""Curves in a window: level curves found on a grid, without false ones along poles; parts of them; and regions as polygons."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from tutor.printing.figures.numeric import Field
from tutor.printing.figures.window import Place, Window, hull

GRID = 151  # places on each side; a cell is then a ninth of an em wide
FINE = 301  # for regions, whose corners are cut off by half a cell
EXACT = 1e-12  # a place that misses its level by less has it
HALVINGS = 16  # of the way between two places with the level between their values
UNEVEN = 0.4871  # where the way is cut: not where a formula is likely to have a hole
GAP = 0.05  # of the difference of the values: a continuous function has less left at the end
SMOOTH = 0.0004  # of the window: a place that lies so near the line through its neighbours is left out

FEW = 5  # lines, which may all be small
SPECK = 0.05  # of the window

Line = tuple[Place, ...]


class Gridded(Protocol):
    """What has values on a grid."""

    def on(self, xs: Any, ys: Any) -> Any:
        """The values, masked where there are none."""


def level_lines(field: Field, window: Window, levels: Sequence[float], grid: int = GRID) -> list[list[Line]]:
    """For each level the lines on which the function has it."""
    import numpy as np
    from contourpy import contour_generator

    xs, ys = np.linspace(window.left, window.right, grid), np.linspace(window.bottom, window.top, grid)
    values = field.on(xs, ys)
    generator = contour_generator(x=xs, y=ys, z=values)
    cell = (window.width / (grid - 1), window.height / (grid - 1))
    raw = [generator.lines(level) for level in levels]
    taken = _taken(field, raw, levels, cell)
    traced = [[line for found in lines for line in _pieces(found, next(taken))] for lines in raw]
    return [_seen(lines, SPECK * max(window.width, window.height)) for lines in traced]


def _taken(field: Field, raw: Sequence[Sequence[Any]], levels: Sequence[float], cell: tuple[float, float]) -> Iterator[Any]:
    """For each line at which of its places the function goes through the level, and does not jump over it; all are looked at together."""
    import numpy as np

    found = [line for lines in raw for line in lines]
    if not found:
        return
    x, y = np.concatenate(found).T
    level = np.concatenate([np.full(len(line), level) for lines, level in zip(raw, levels, strict=True) for line in lines])
    taken = ~(abs(field.along(x, y) - level) > EXACT)  # where it is exact, or there is no value, which the halving sees
    near = np.flatnonzero(~taken)
    at = x[near], y[near], level[near]
    taken[near] = ~(_jumps(field, *at, (cell[0], 0.0)) | _jumps(field, *at, (0.0, cell[1])))
    yield from np.split(taken, np.cumsum([len(line) for line in found])[:-1])


def _jumps(field: Field, x: Any, y: Any, level: Any, aside: tuple[float, float]) -> Any:
    """Where the function passes its level between the two sides of a place without taking it: halving leads to a gap that stays."""
    import numpy as np

    ends = [np.array([x + sign * aside[0], y + sign * aside[1]]) for sign in (-1, 1)]
    low, high = field.along(*ends[0]), field.along(*ends[1])
    passes = (low - level) * (high - level) <= 0  # not where a value is missing
    apart, lost = abs(high - low), np.zeros(x.shape, bool)
    for _ in range(HALVINGS):
        middle = ends[0] + UNEVEN * (ends[1] - ends[0])
        value = field.along(*middle)
        lost |= np.isnan(value)
        first = (low - level) * (value - level) <= 0
        ends = [np.where(first, ends[0], middle), np.where(first, middle, ends[1])]
        low, high = np.where(first, low, value), np.where(first, value, high)
    return passes & (lost | (abs(high - low) > GAP * apart))


def _seen(lines: list[Line], speck: float) -> list[Line]:
    """The lines, unless all of them are specks: at its greatest value a function is met by rounding only."""
    return lines if len(lines) < FEW or any(max(box.width, box.height) > speck for box in map(hull, lines)) else []


def _pieces(found: Any, taken: Any) -> Iterator[Line]:
    """The pieces of a line on which the function takes its level: at a pole or a jump it goes past it."""
    places = [(x, y) for x, y in found.tolist()]
    start = 0
    for k, there in enumerate((*taken.tolist(), False)):
        if not there:
            if k - start > 1:
                yield tuple(places[start:k])
            start = k + 1


def inside(line: Line, margin: Callable[[float, float], float | None]) -> list[Line]:
    """The pieces of a line on which the margin is not negative, cut where it becomes 0."""
    out: list[Line] = []
    run: list[Place] = []
    before: tuple[Place, float] | None = None
    for place in line:
        found = margin(*place)
        here = -1.0 if found is None else found
        if before is not None and (before[1] < 0) != (here < 0) and found is not None:
            k = before[1] / (before[1] - here)
            cut = tuple(a + k * (b - a) for a, b in zip(before[0], place, strict=True))
            run.append((cut[0], cut[1]))
        if here >= 0:
            run.append(place)
        elif run:
            out.append(tuple(run))
            run = []
        before = place, here
    if run:
        out.append(tuple(run))
    return [line for line in out if len(line) > 1]


def polygons(margin: Gridded, window: Window) -> list[Line]:
    """Where the margin is not negative, as closed lines; a hole is joined to the line around it."""
    import numpy as np
    from contourpy import FillType, contour_generator

    xs, ys = np.linspace(window.left, window.right, FINE), np.linspace(window.bottom, window.top, FINE)
    values = margin.on(xs, ys)
    if values.count() == 0 or values.max() < 0:
        return []
    values = np.where(np.ma.getmaskarray(values), min(-1.0, float(values.min())), values.filled(0))
    made = contour_generator(x=xs, y=ys, z=values, fill_type=FillType.OuterOffset)
    out: list[Line] = []
    for points, offsets in zip(*made.filled(0.0, float(values.max()) + 1.0), strict=True):
        places = [(float(x), float(y)) for x, y in points.tolist()]
        rings = [places[a:b] for a, b in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)]
        out.append(_joined(rings[0], rings[1:]))
    return out


def _joined(outer: list[Place], holes: list[list[Place]]) -> Line:
    """One closed line for a region with holes: to each hole and back at the place where it is nearest."""
    whole = outer
    for hole in holes:
        i, j = min(
            ((i, j) for i in range(0, len(whole), 3) for j in range(0, len(hole), 3)),
            key=lambda ij: (whole[ij[0]][0] - hole[ij[1]][0]) ** 2 + (whole[ij[0]][1] - hole[ij[1]][1]) ** 2,
        )
        around = hole[j:-1] + hole[:j] if hole[0] == hole[-1] else hole[j:] + hole[:j]
        whole = [*whole[: i + 1], *around, hole[j], *whole[i:]]
    return tuple(whole)


def simplified(line: Line, near: float) -> Line:
    """The line without places that lie so near the straight line between those that are kept."""
    if len(line) < 3:
        return line
    out, start = [line[0]], line[0]
    first, low, high = 0.0, -math.pi, math.pi  # the directions, turned from the first, that pass all places since near enough
    fresh, before = True, line[1]
    for place in line[1:]:
        away, turn = _seen_from(start, place)
        if not fresh and away > near and not low <= _turned(turn - first) <= high:
            out.append(before)
            start, fresh = before, True
            away, turn = _seen_from(start, place)
        if away > near:
            if fresh:
                first, low, high, fresh = turn, -math.pi, math.pi, False
            wide = math.asin(near / away)
            off = _turned(turn - first)
            low, high = max(low, off - wide), min(high, off + wide)
        before = place
    return (*out, line[-1])


def _seen_from(a: Place, b: Place) -> tuple[float, float]:
    """How far b is from a, and in which direction."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    return math.hypot(dx, dy), math.atan2(dy, dx)


def _turned(angle: float) -> float:
    """The same angle between -pi and pi."""
    return (angle + math.pi) % (2 * math.pi) - math.pi
