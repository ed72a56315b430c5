"""Marching squares: where values on a grid pass a level, as lines from cell to cell. Plain lists, so that it runs in a browser too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tutor.printing.figures.window import Place

Edge = tuple[int, int, int]  # of the grid: from a corner to the right (0) or up (1)
Values = Sequence[Sequence[float | None]]  # rows by y

# The edges that a line joins in a cell, by its corners (1 lower left, 2 lower right, 4 upper right, 8 upper left) that are not below.
_BOTTOM, _RIGHT, _TOP, _LEFT = range(4)
_ONE = {
    1: (_LEFT, _BOTTOM), 2: (_BOTTOM, _RIGHT), 3: (_LEFT, _RIGHT), 4: (_RIGHT, _TOP), 6: (_BOTTOM, _TOP), 7: (_LEFT, _TOP),
    8: (_LEFT, _TOP), 9: (_BOTTOM, _TOP), 11: (_RIGHT, _TOP), 12: (_LEFT, _RIGHT), 13: (_BOTTOM, _RIGHT), 14: (_LEFT, _BOTTOM),
}  # fmt: skip
_AROUND_FIRST = ((_LEFT, _BOTTOM), (_RIGHT, _TOP))  # the lower left and the upper right corner are each cut off
_AROUND_SECOND = ((_BOTTOM, _RIGHT), (_LEFT, _TOP))


def evenly(low: float, high: float, count: int) -> list[float]:
    """So many places, the first and the last at the ends."""
    return [low + (high - low) * k / (count - 1) for k in range(count)]


def joined(values: Values, level: float) -> Iterator[list[Edge]]:
    """The lines through cells whose corners all have a value; of a closed one the first edge is the last too."""
    links: dict[Edge, list[Edge]] = {}
    for a, b in _segments(values, level):
        links.setdefault(a, []).append(b)
        links.setdefault(b, []).append(a)
    used: set[Edge] = set()
    ends = [e for e, near in links.items() if len(near) == 1]
    for start in (*ends, *links):
        if start in used:
            continue
        line, here = [start], start
        used.add(start)
        while (onward := next((e for e in links[here] if e not in used), None)) is not None:
            line.append(onward)
            used.add(onward)
            here = onward
        yield [*line, start] if len(line) > 2 and len(links[start]) > 1 else line


def _segments(values: Values, level: float) -> Iterator[tuple[Edge, Edge]]:
    upper = [[v is not None and v >= level for v in row] for row in values]
    for j in range(len(values) - 1):
        low, high = upper[j], upper[j + 1]
        for i in range(len(low) - 1):
            case = low[i] + 2 * low[i + 1] + 4 * high[i + 1] + 8 * high[i]
            if case in (0, 15):
                continue
            corners = (values[j][i], values[j][i + 1], values[j + 1][i], values[j + 1][i + 1])
            if None in corners:
                continue
            edges = ((i, j, 0), (i + 1, j, 1), (i, j + 1, 0), (i, j, 1))
            for a, b in _pairs(case, corners, level):
                yield edges[a], edges[b]


def _pairs(case: int, corners: Sequence[float | None], level: float) -> Sequence[tuple[int, int]]:
    """What is joined in a cell; where opposite corners are on one side, the middle decides."""
    if case in _ONE:
        return (_ONE[case],)
    middle = sum(v for v in corners if v is not None) / 4 >= level
    return _AROUND_SECOND if middle == (case == 5) else _AROUND_FIRST


def ends_of(edge: Edge) -> tuple[tuple[int, int], tuple[int, int]]:
    """The two corners of an edge, by column and row."""
    i, j, up = edge
    return (i, j), (i + 1 - up, j + up)


def border(inside: Callable[[Place], bool], inner: Place, outer: Place, halvings: int) -> Place:
    """The last place inside on the way from one that is to one that is not."""
    for _ in range(halvings):
        middle = ((inner[0] + outer[0]) / 2, (inner[1] + outer[1]) / 2)
        if inside(middle):
            inner = middle
        else:
            outer = middle
    return inner
