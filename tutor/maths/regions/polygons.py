"""Polygons of the plane by their corners: their area, and whether their sides cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sympy import Expr

from tutor.errors import Unsupported
from tutor.maths.regions.rough import letters_at
from tutor.trees import tree

Corner = tuple[float, float]


def area_of(corners: Sequence[Corner]) -> float:
    """Of a polygon: positive where it runs counterclockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in sides(corners)) / 2


def must_be_simple(corners: Sequence[Sequence[Expr]]) -> None:
    """Errors: `Unsupported` where two sides of a polygon cross."""
    plain = [tuple(map(tree.plain, c)) for c in corners]
    sizes = letters_at(e for c in plain for e in c)
    placed = [(float(x.subs(sizes)), float(y.subs(sizes))) for x, y in plain]
    if any(cross(a, b) for a, b in combinations(list(sides(placed)), 2)):
        raise Unsupported("cannot do this: the curve crosses itself, so that no region lies on one side of all of it")


def sides(corners: Sequence[Corner]) -> Iterator[tuple[Corner, Corner]]:
    """From each corner to the next one."""
    yield from zip(corners, [*corners[1:], corners[0]], strict=True)


def cross(one: tuple[Corner, Corner], other: tuple[Corner, Corner]) -> bool:
    """Whether two segments meet at an inner point of both."""
    (a, b), (c, d) = one, other
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Corner, b: Corner, c: Corner) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
