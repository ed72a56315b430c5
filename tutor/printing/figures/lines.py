"""Curves in a window: level curves found on a grid, without false ones along poles; parts of them; and regions as polygons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from tutor.printing.figures.numeric import Field
from tutor.printing.figures.window import Place, Window, hull

GRID = 181  # places on each side; a cell is then a tenth of an em wide
FINE = 301  # for regions, whose corners are cut off by half a cell
SURE = 0.02  # of how much the function varies over two cells: a place that misses its level by less lies on it
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
    traced = ([line for found in generator.lines(level) for line in _true(field, found, level, cell)] for level in levels)
    return [_seen(lines, SPECK * max(window.width, window.height)) for lines in traced]


def _seen(lines: list[Line], speck: float) -> list[Line]:
    """The lines, unless all of them are specks: at its greatest value a function is met by rounding only."""
    return lines if len(lines) < FEW or any(max(box.width, box.height) > speck for box in map(hull, lines)) else []


def _true(field: Field, found: Any, level: float, cell: tuple[float, float]) -> Iterator[Line]:
    """The pieces of a line on which the function takes its level: at a pole or a jump it goes past it."""
    run: list[Place] = []
    for x, y in found.tolist():
        if _taken(field, x, y, level, cell):
            run.append((x, y))
            continue
        if len(run) > 1:
            yield tuple(run)
        run = []
    if len(run) > 1:
        yield tuple(run)


def _taken(field: Field, x: float, y: float, level: float, cell: tuple[float, float]) -> bool:
    """Whether the function goes through its level at a place of the line, and does not jump over it there."""
    here = field.at(x, y)
    if here is not None and abs(here - level) < 1e-12:
        return True
    dx, dy = cell
    beside = [v for v in (field.at(x + dx, y), field.at(x - dx, y), field.at(x, y + dy), field.at(x, y - dy)) if v is not None]
    if here is not None and (len(beside) < 2 or abs(here - level) <= SURE * (max(beside) - min(beside))):
        return True
    return not any(_jumps(field, (x - px, y - py), (x + px, y + py), level) for px, py in ((dx, 0.0), (0.0, dy)))


def _jumps(field: Field, a: Place, b: Place, level: float) -> bool:
    """Whether the function passes its level between two places without taking it: halving leads to a gap that stays."""
    low, high = field.at(*a), field.at(*b)
    if low is None or high is None or (low - level) * (high - level) > 0:
        return False
    apart = abs(high - low)
    for _ in range(HALVINGS):
        middle = (a[0] + UNEVEN * (b[0] - a[0]), a[1] + UNEVEN * (b[1] - a[1]))
        value = field.at(*middle)
        if value is None:
            return True
        if (low - level) * (value - level) <= 0:
            b, high = middle, value
        else:
            a, low = middle, value
    return abs(high - low) > GAP * apart


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
    out, start = [line[0]], 0
    for k in range(2, len(line)):
        if any(_off(line[start], line[k], line[j]) > near for j in range(start + 1, k)):
            out.append(line[k - 1])
            start = k - 1
    return (*out, line[-1])


def _off(a: Place, b: Place, p: Place) -> float:
    """How far p is from the segment's line; from a, where a and b are one."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length: float = (dx * dx + dy * dy) ** 0.5
    if length == 0:
        return float(((p[0] - a[0]) ** 2 + (p[1] - a[1]) ** 2) ** 0.5)
    return float(abs(dx * (p[1] - a[1]) - dy * (p[0] - a[0])) / length)
