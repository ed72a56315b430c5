"""Green's theorem and the divergence theorem, held against the boundary itself: sums along fine polygons and over boxes."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin

import pytest

from tutor.trees import tree

STEPS = 4000


def round_(field, points):
    """The circulation along a polygon by the rule of the middle."""
    total = 0.0
    for (a, b), (c, d) in pairwise(points):
        p, q = field((a + c) / 2, (b + d) / 2)
        total += p * (c - a) + q * (d - b)
    return total


def circle(r):
    return [(r * cos(2 * pi * k / STEPS), r * sin(2 * pi * k / STEPS)) for k in range(STEPS + 1)]


@pytest.mark.parametrize(
    ("typed", "field"),
    [(["x^2 y", "-x y^2"], lambda x, y: (x * x * y, -x * y * y)), (["x - 2y", "5x y^2 + x"], lambda x, y: (x - 2 * y, 5 * x * y * y + x))],
)
@pytest.mark.parametrize(("orientation", "sign"), [("counterclockwise", 1), ("clockwise", -1)])
def test_green_is_the_integral_along_the_boundary(solve, typed, field, orientation, sign):
    found = solve("green", field=typed, region="x^2 + y^2 <= 4", orientation=orientation)
    assert found.verified
    assert float(tree.evaluated(found.answer.fields["expression"])) == pytest.approx(sign * round_(field, circle(2)), rel=1e-4)


def out_of_box(field, sides, n=40):
    """The flux out of a box by the rule of the middle on each of its faces."""
    total = 0.0
    for axis in range(3):
        u, v = (k for k in range(3) if k != axis)
        for end, sign in ((0, -1), (1, 1)):
            for i in range(n):
                for j in range(n):
                    at = [0.0, 0.0, 0.0]
                    at[axis] = sides[axis][end]
                    at[u] = sides[u][0] + (sides[u][1] - sides[u][0]) * (i + 0.5) / n
                    at[v] = sides[v][0] + (sides[v][1] - sides[v][0]) * (j + 0.5) / n
                    small = (sides[u][1] - sides[u][0]) * (sides[v][1] - sides[v][0]) / n**2
                    total += sign * field(*at)[axis] * small
    return total


@pytest.mark.parametrize(("orientation", "sign"), [("outward", 1), ("inward", -1)])
def test_the_divergence_theorem_is_the_flux_through_the_faces(solve, orientation, sign):
    region = ["0 <= x <= 1", "-1 <= y <= 1", "0 <= z <= 2"]
    found = solve("divergence_theorem", field=["x^2 y + x", "y z^2", "z x"], region=region, orientation=orientation)
    assert found.verified
    expected = out_of_box(lambda x, y, z: (x * x * y + x, y * z * z, z * x), ((0, 1), (-1, 1), (0, 2)))
    assert float(tree.evaluated(found.answer.fields["expression"])) == pytest.approx(sign * expected, rel=1e-3)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("divergence_theorem", {"field": ["1/x", "y", "z"], "region": "x^2 + y^2 + z^2 <= 1"}),
        ("green", {"field": ["y", "x^2"], "region": ["x >= 0", "y >= 0"]}),
    ],
    ids=["a wall", "an unbounded region"],
)
def test_where_a_hypothesis_fails_the_theorem_is_not_used(solve, kind, fields):
    assert solve(kind, **fields).status == "unsupported"
