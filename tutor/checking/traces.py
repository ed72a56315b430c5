"""Whether two parametrisations run through the same curve or surface: each point of one is sought on the other, and their sizes agree.

The search is Newton's, from the nearest of many points; what it finds is a point of the other to eight digits. Nothing is said
of what is neither found nor clearly away.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import islice, product
from math import dist, fsum, hypot, inf, sqrt
from typing import Literal

from flint import arb

from tutor.checking.balls.fraction import Ball
from tutor.checking.opinion import Domain
from tutor.checking.samples import letters, points
from tutor.checking.values import NoValue, precision, value
from tutor.frozen import dataclass
from tutor.reading.answers import Traced
from tutor.reading.syntax import Node, has_decimal

Point = tuple[float, ...]
Finding = Literal["same", "reversed", "beyond", "left_out", "repeated", "undecided"]
CELLS = {1: 400, 2: 28}  # along each parameter, where the first guesses lie
SAMPLES = {1: 24, 2: 16}  # points of each that are sought on the other
BITS = 64
STEPS, HALVINGS, STARTS = 12, 10, 4
SHIFT = 1e-5  # of a parameter that runs from 0 to 1, in a difference quotient
ON = 1e-8  # of the size of the picture: closer is on it; farther than the grid is wide is beside it
CLOSE, ALIKE, MORE = 1e-4, 0.02, 0.2  # differences in length or area: none, none where no number is rounded, and one that is one
DRAWN, LEAST = 8, 2  # values for other letters that are tried, and that must do


@dataclass(frozen=True, slots=True)
class Trace:
    """A parametrisation whose parameters run from 0 to 1, at given values of the other letters, with its points on a grid."""

    traced: Traced
    order: tuple[int, ...]
    others: Mapping[str, Ball]
    domain: Domain
    grid: Mapping[tuple[int, ...], Point]

    def at(self, shares: Sequence[float]) -> Point:
        """The point. Errors: NoValue."""
        return _place(self.traced, self.order, self.others, self.domain, shares)

    @property
    def parameters(self) -> int:
        """1 for a curve, 2 for a surface."""
        return len(self.traced.ranges)

    def size(self) -> float:
        """Its length or area, from the grid."""
        n = CELLS[self.parameters]
        if self.parameters == 1:  # of a smooth curve it is right to five digits
            return fsum(dist(self.grid[k,], self.grid[k + 1,]) for k in range(n))
        cells = [(i, j) for i in range(n) for j in range(n)]
        halves = [(i, j, 1) for i, j in cells] + [(i + 1, j + 1, -1) for i, j in cells]
        return fsum(_triangle(self.grid[i, j], self.grid[i + a, j], self.grid[i, j + a]) for i, j, a in halves)

    def tangents(self, shares: Sequence[float]) -> list[Point]:
        """The derivatives with respect to each parameter, by difference quotients within the range. Errors: NoValue."""
        out = []
        for k in range(self.parameters):
            low, high = list(shares), list(shares)
            low[k], high[k] = max(0.0, shares[k] - SHIFT), min(1.0, shares[k] + SHIFT)
            a, b = self.at(low), self.at(high)
            out.append(tuple((q - p) / (high[k] - low[k]) for p, q in zip(a, b, strict=True)))
        return out

    def nearest(self, point: Point) -> tuple[float, list[float]]:
        """How far a point is from it, and where the nearest point stands. Errors: NoValue."""
        n = CELLS[self.parameters]
        # several: at a seam the first may lie at the wrong end of a range
        starts = nsmallest(STARTS, self.grid, key=lambda k: dist(self.grid[k], point))
        return min((self._approached(point, [k / n for k in start]) for start in starts), key=lambda found: found[0])

    def _approached(self, point: Point, shares: list[float]) -> tuple[float, list[float]]:
        best, where = dist(self.at(shares), point), shares
        for _ in range(STEPS):
            here = self.at(where)
            move = _least_squares(self.tangents(where), tuple(q - p for p, q in zip(here, point, strict=True)))
            for _ in range(HALVINGS):
                shares = [min(1.0, max(0.0, s + d)) for s, d in zip(where, move, strict=True)]
                if (far := dist(self.at(shares), point)) < best:
                    break
                move = [d / 2 for d in move]
            else:
                break
            best, where = far, shares
        return best, where

    def mesh(self) -> float:
        """How far from one another neighbours on the grid are: no point is farther than that from all of them."""
        return sum(
            max(dist(p, q) for k, p in self.grid.items() if (q := self.grid.get((*k[:d], k[d] + 1, *k[d + 1 :]))) is not None)
            for d in range(self.parameters)
        )


def compared(given: Traced, expected: Traced, domain: Domain) -> Finding:
    """Whether a parametrisation is right, and what is wrong with it; `beyond`: not all of it lies on the right one."""
    own = {name for traced in (given, expected) for name, _, _ in traced.ranges}
    others = tuple(n for n in letters(*_formulas(given), *_formulas(expected)) if n not in own)
    seen: list[Finding] = []
    with precision(BITS):
        for where in islice(points(others, domain), DRAWN) if others else [{}]:
            try:
                seen.append(_compared(_traced(given, where, domain), _traced(expected, where, domain)))
            except NoValue:
                continue
            if len(seen) == LEAST:
                break
    if not seen or (others and len(seen) < LEAST) or len(set(seen)) > 1:
        return "undecided"
    return seen[0]


def _compared(given: Trace, expected: Trace) -> Finding:
    scale = max(abs(c) for trace in (given, expected) for p in trace.grid.values() for c in p) or 1.0
    signs = []
    wrong: Finding
    for mine, other, wrong in ((given, expected, "beyond"), (expected, given, "left_out")):
        mesh = other.mesh()
        found = doubtful = 0
        for shares in _samples(mine.parameters):
            far, where = other.nearest(mine.at(shares))
            if far > mesh:
                return wrong
            found += far <= ON * scale
            doubtful += far > ON * scale
            if far <= ON * scale and all(0.0 < s < 1.0 for s in (*shares, *where)):
                signs.append(_turn(mine.tangents(shares), other.tangents(where)))
        if doubtful > (0 if mine.parameters == 1 else found / 3):  # beside an edge where a root ends the search is not sure
            return "undecided"
    ratio = given.size() / (expected.size() or inf)
    if ratio > 1 + MORE:
        return "repeated"
    near = CLOSE if _rounded(given) and not _rounded(expected) else ALIKE
    if abs(ratio - 1) > near or not signs or any(s * signs[0] <= 0 for s in signs):
        return "undecided"
    return "same" if signs[0] > 0 else "reversed"


def _rounded(trace: Trace) -> bool:
    """Whether a range has a decimal, such as 6.28."""
    return any(has_decimal(end) for _, *ends in trace.traced.ranges for end in ends)


def _formulas(traced: Traced) -> Iterator[Node]:
    yield from traced.coordinates
    for _, low, high in traced.ranges:
        yield from (low, high)


def _traced(traced: Traced, others: Mapping[str, Ball], domain: Domain) -> Trace:
    n, order = CELLS[len(traced.ranges)], _order(traced)
    places = product(range(n + 1), repeat=len(traced.ranges))
    return Trace(traced, order, others, domain, {k: _place(traced, order, others, domain, [i / n for i in k]) for k in places})


def _order(traced: Traced) -> tuple[int, ...]:
    """The ranges in an order in which each depends on those before it only. Errors: NoValue where there is none."""
    names = [name for name, _, _ in traced.ranges]
    free = [set(letters(low, high)) & set(names) for _, low, high in traced.ranges]
    order: list[int] = []
    while len(order) < len(names):
        known = {names[k] for k in order}
        ready = [k for k in range(len(names)) if k not in order and free[k] <= known]
        if not ready:
            raise NoValue
        order += ready
    return tuple(order)


def _place(traced: Traced, order: Sequence[int], others: Mapping[str, Ball], domain: Domain, shares: Sequence[float]) -> Point:
    where = dict(others)
    for k in order:
        name, low, high = traced.ranges[k]
        a, b = value(low, where, domain), value(high, where, domain)
        where[name] = a + (b - a) * arb(shares[k])
    return tuple(float(value(c, where, domain).mid()) for c in traced.coordinates)


def _samples(parameters: int) -> Iterator[list[float]]:
    """The ends of a curve, and points that lie on no lattice."""
    if parameters == 1:
        yield from ([0.0], [1.0])
    draw = random.Random(parameters)
    for _ in range(SAMPLES[parameters]):
        yield [draw.random() for _ in range(parameters)]


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return fsum(p * q for p, q in zip(a, b, strict=True))


def _least_squares(columns: Sequence[Point], aim: Point) -> list[float]:
    """The parameters' changes that come nearest to a change of place."""
    sizes = [_dot(c, c) for c in columns]
    if not all(sizes):
        return [0.0] * len(columns)
    if len(columns) == 1:
        return [_dot(columns[0], aim) / sizes[0]]
    a, b = columns
    mixed, u, v = _dot(a, b), _dot(a, aim), _dot(b, aim)
    area = sizes[0] * sizes[1] - mixed * mixed
    if area <= 1e-14 * sizes[0] * sizes[1]:
        return [u / sizes[0], 0.0]
    return [(u * sizes[1] - v * mixed) / area, (v * sizes[0] - u * mixed) / area]


def _turn(mine: Sequence[Point], other: Sequence[Point]) -> float:
    """Positive where both run the same way, or have their normals on one side: the determinant of the products of tangents."""
    if len(mine) == 1:
        return _dot(mine[0], other[0])
    return _dot(mine[0], other[0]) * _dot(mine[1], other[1]) - _dot(mine[0], other[1]) * _dot(mine[1], other[0])


def _triangle(a: Point, b: Point, c: Point) -> float:
    p = [y - x for x, y in zip(a, b, strict=True)]
    q = [y - x for x, y in zip(a, c, strict=True)]
    return sqrt(max(0.0, hypot(*p) ** 2 * hypot(*q) ** 2 - _dot(p, q) ** 2)) / 2
