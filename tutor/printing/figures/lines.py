"""Curves in a window: level curves found on a grid, without false ones along poles; parts of them; and regions as polygons."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from sympy import Expr, Rational

from tutor.printing.figures.numeric import PlaneFunction, only_touched
from tutor.printing.figures.tracing import Edge, Values, border, ends_of, evenly, joined
from tutor.printing.figures.window import Place, Window, hull

GRID = 151  # places on each side; a cell is then a ninth of an em wide
FINE = 161  # for regions, whose corners are cut off by half a cell
HALVINGS = 16  # of the way between two places with the level between their values
UNEVEN = 0.4871  # where the way is cut: not where a formula is likely to have a hole
GAP = 0.05  # of the difference of the values: a continuous function has less left at the end
SMOOTH = 0.0004  # of the window: a place that lies so near the line through its neighbours is left out

FEW = 5  # lines, which may all be small
SPECK = 0.05  # of the window

Line = tuple[Place, ...]


class Valued(Protocol):
    """What has values in the plane."""

    def at(self, x: float, y: float) -> float | None:
        """The value there; None where there is none."""


def level_lines(field: Valued, window: Window, levels: Sequence[float], grid: int = GRID) -> list[list[Line]]:
    """For each level the lines on which the function has it."""
    xs, ys = evenly(window.left, window.right, grid), evenly(window.bottom, window.top, grid)
    values = [[field.at(x, y) for x in xs] for y in ys]
    speck = SPECK * max(window.width, window.height)
    return [
        _seen([line for edges in joined(values, level) for line in _along(field, xs, ys, values, edges, level)], speck) for level in levels
    ]


def every_level(function: Expr, made: PlaneFunction, window: Window, levels: Sequence[float]) -> list[list[Line]]:
    """For each level the lines on which the expression of a field has it, where it only touches it too."""
    found = level_lines(made, window, levels)
    for k, level in enumerate(levels):
        touched = only_touched(function, Rational(str(level)), made.variables)
        if touched is not None:
            (found[k],) = level_lines(touched, window, [0.0])
    return found


def _along(field: Valued, xs: Sequence[float], ys: Sequence[float], values: Values, edges: Sequence[Edge], level: float) -> Iterator[Line]:
    """The pieces of a line on which the function takes its level: at a pole or a jump it goes past it."""
    run: list[Place] = []
    for edge in edges:
        (i, j), (k, m) = ends_of(edge)
        low, high = values[j][i], values[m][k]
        assert low is not None and high is not None
        place = _passes(field, (xs[i], ys[j]), (xs[k], ys[m]), low - level, high - level, level)
        if place is None:
            if len(run) > 1:
                yield tuple(run)
            run = []
        elif not run or place != run[-1]:
            run.append(place)
    if len(run) > 1:
        yield tuple(run)


def _passes(field: Valued, start: Place, end: Place, low: float, high: float, level: float) -> Place | None:
    """Where between two places the function has its level; None where it goes past it: halving leads to a gap that stays, or a hole."""
    apart = abs(high - low)
    for _ in range(HALVINGS):
        if abs(high - low) <= GAP * apart or 0 in (low, high):
            share = low / (low - high) if high != low else 0.0
            return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
        middle = (start[0] + UNEVEN * (end[0] - start[0]), start[1] + UNEVEN * (end[1] - start[1]))
        found = field.at(*middle)
        if found is None:
            return None
        if (low < 0) != (found - level < 0):
            end, high = middle, found - level
        else:
            start, low = middle, found - level
    return None


def _seen(lines: list[Line], speck: float) -> list[Line]:
    """The lines, unless all of them are specks: at its greatest value a function is met by rounding only."""
    return lines if len(lines) < FEW or any(max(box.width, box.height) > speck for box in map(hull, lines)) else []


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


def polygons(margin: Valued, window: Window) -> list[Line]:
    """Where the margin is not negative, as closed lines; a hole is joined to the line around it."""

    def within(place: Place) -> bool:
        found = margin.at(*place)
        return found is not None and found >= 0

    xs, ys = evenly(window.left, window.right, FINE), evenly(window.bottom, window.top, FINE)
    rows = [[float(within((x, y))) for x in xs] for y in ys]
    outside = [0.0] * (FINE + 2)  # beyond the window, so that every line is closed
    framed = [outside, *([0.0, *row, 0.0] for row in rows), outside]
    xs, ys = [xs[0], *xs, xs[-1]], [ys[0], *ys, ys[-1]]

    def place(edge: Edge) -> Place:
        corners = sorted(ends_of(edge), key=lambda c: -framed[c[1]][c[0]])
        inner, outer = ((xs[i], ys[j]) for i, j in corners)
        return border(within, inner, outer, HALVINGS) if inner != outer else inner

    rings = [tuple(map(place, edges)) for edges in joined(framed, 0.5)]
    around = [[k for k, other in enumerate(rings) if other is not ring and _holds(other, ring[0])] for ring in rings]
    out: list[Line] = []
    for k, ring in enumerate(rings):
        if len(around[k]) % 2 == 0:
            holes = [rings[h] for h, outer in enumerate(around) if k in outer and len(outer) == len(around[k]) + 1]
            out.append(_joined(_turning(ring, 1), [_turning(hole, -1) for hole in holes]))
    return out


def _turning(ring: Line, way: int) -> list[Place]:
    """A closed line counterclockwise (1) or clockwise (-1), so that the way round a hole goes on round it."""
    twice = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))
    return list(ring if twice * way > 0 else ring[::-1])


def _holds(ring: Line, place: Place) -> bool:
    """Whether a place lies inside a closed line."""
    x, y = place
    odd = False
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            odd = not odd
    return odd


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
