"""Curves in a window: level curves found on a grid, without false ones along poles; parts of them; and regions as polygons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from tutor.figures.numeric import Field
from tutor.figures.window import Place, Window

GRID = 181  # places on each side; a cell is then a tenth of an em wide
FINE = 301  # for regions, whose corners are cut off by half a cell
TRUE = 0.35  # of how much the function varies over a cell: so far a place may miss its level, and at a pole it misses more
SMOOTH = 0.0004  # of the window: a place that lies so near the line through its neighbours is left out

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
    return [[line for found in generator.lines(level) for line in _true(field, found, level, cell)] for level in levels]


def _true(field: Field, found: Any, level: float, cell: tuple[float, float]) -> Iterator[Line]:
    """The pieces of a line on which the function is about at its level: at a pole it jumps past all of them."""
    run: list[Place] = []
    for x, y in found.tolist():
        if _near(field, x, y, level, cell):
            run.append((x, y))
            continue
        if len(run) > 1:
            yield tuple(run)
        run = []
    if len(run) > 1:
        yield tuple(run)


def _near(field: Field, x: float, y: float, level: float, cell: tuple[float, float]) -> bool:
    here = field.at(x, y)
    if here is None:
        return True  # at the edge of the domain; the grid had values on both sides
    if abs(here - level) < 1e-12:
        return True
    dx, dy = cell
    beside = [v for v in (field.at(x + dx, y), field.at(x - dx, y), field.at(x, y + dy), field.at(x, y - dy)) if v is not None]
    return len(beside) < 2 or abs(here - level) <= TRUE * (max(beside) - min(beside))


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
