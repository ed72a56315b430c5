"""Which region of the plane a closed curve of several pieces encloses, seen by its polygon of many corners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sympy import Basic, Eq, Ge, Le, S, Symbol

from tutor.errors import Unsupported
from tutor.maths.compiled import compiled
from tutor.maths.curves.piece import Curve
from tutor.maths.numbers import sign_of
from tutor.maths.regions.polygons import Corner, area_of, sides
from tutor.maths.regions.rough import letters_at, midpoints
from tutor.maths.regions.setup import read
from tutor.trees import tree
from tutor.trees.heads.region import Said

STEPS = 60  # corners on each piece
NEAR = 0.02  # how far two areas may differ that are one, as a share
CELLS = 12  # of a grid on which a point inside is looked for
NOT_SEEN = "cannot do this: it is not seen which region the curve encloses"


def corners_of(curve: Curve, across: Sequence[Symbol]) -> list[Corner]:
    """Points along a curve, in the plane of two of its variables; its letters have some values."""
    points: list[Corner] = []
    for p in curve.pieces:
        at = dict(zip(curve.variables, map(tree.plain, p.position), strict=True))
        ends = [tree.plain(e) for e in (p.lower, p.upper)]
        sizes = letters_at((*at.values(), *ends), (p.parameter,))
        low, high = (float(e.subs(sizes)) for e in ends)
        place = compiled([p.parameter], [at[w].subs(sizes) for w in across], "math")
        points += [tuple(place(low + (high - low) * k / STEPS)) for k in range(STEPS)]
    return points


def between(curve: Curve, equations: Sequence[Eq]) -> tuple[Basic, ...]:
    """The region of which the curve is the boundary, by the equations of its pieces. Errors: `Unsupported` where none is seen to be it."""
    corners = corners_of(curve, curve.variables)
    wanted = abs(area_of(corners))
    for region in ((Said("between", list(equations)),), _on_sides(corners, curve, equations)):
        if region and abs(_area(region, curve.variables) - wanted) <= NEAR * wanted:
            return region
    raise Unsupported(NOT_SEEN)


def _on_sides(corners: Sequence[Corner], curve: Curve, equations: Sequence[Eq]) -> tuple[Basic, ...]:
    """The side of each equation on which a point inside lies; nothing where no such point is found."""
    place = next(_inside(corners), None)
    if place is None:
        return ()
    out: list[Basic] = []
    for e in equations:
        form = tree.plain(e.lhs) - tree.plain(e.rhs)
        value = form.subs(dict(zip(curve.variables, map(S, place), strict=True)))
        out.append((Ge if sign_of(value.subs(letters_at([value]))) == 1 else Le)(*e.args, evaluate=False))
    return tuple(dict.fromkeys(out))


def _area(region: Sequence[Basic], variables: tuple[Symbol, ...]) -> float:
    """Of a region, roughly; 0 where its limits are not found, or it is unbounded."""
    try:
        made = read(region, variables, S.One)[0].described
    except Unsupported:
        return 0.0
    if not made.bounded:
        return 0.0
    return sum(abs(midpoints(tree.plain(made.chart.factor), *p.ranges)) for p in made.pieces)


def _inside(corners: Sequence[Corner]) -> Iterator[Corner]:
    """Points inside of a polygon: a ray to the right crosses it an odd number of times."""
    (left, low), (right, high) = (tuple(pick(c[k] for c in corners) for k in (0, 1)) for pick in (min, max))
    for j in range(1, CELLS):
        for k in range(1, CELLS):
            x, y = left + (right - left) * (j + 0.37) / (CELLS + 1), low + (high - low) * (k + 0.41) / (CELLS + 1)
            crossed = (a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) > x for a, b in sides(corners) if (a[1] > y) != (b[1] > y))
            if sum(crossed) % 2:
                yield x, y
