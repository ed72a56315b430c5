"""The tangent of the curve in which two surfaces meet."""

from __future__ import annotations

import re

from every import over

from tutor.trees.heads import Vector
from tutor.trees.tree import evaluated


def test_the_direction_is_perpendicular_to_both_gradients(solve):
    found = solve("intersection_tangent", surfaces=["x^2 + y^2 = 25", "z = x + y"], point=[3, 4, 7])
    assert found.verified
    assert evaluated(found.answer.fields["point"]) == Vector(3, 4, 7)
    assert evaluated(found.answer.fields["direction"]) == Vector(4, -3, 1)


def test_a_length_is_divided_away_where_it_is_not_zero(solve):
    spheres = {"surfaces": ["x^2 + y^2 + z^2 = 2a^2", "z = x"], "point": ["a", 0, "a"]}
    assert evaluated(solve("intersection_tangent", **spheres, assume={"a": "positive"}).answer.fields["direction"]) == Vector(0, 1, 0)
    direction = evaluated(solve("intersection_tangent", **spheres).answer.fields["direction"])
    assert direction.free_symbols, "a may be 0"


@over(
    ("surfaces", "point", "said"),
    [
        (["x^2 + y^2 + z^2 = 1", "z = 1"], [0, 0, 1], "parallel"),
        (["x^2 + y^2 + z^2 = 1", "z = y"], [0, 0, 2], "is not on the surface x² \\+ y² \\+ z² = 1"),
        (["x^2 + y^2 = z^2", "z = y"], [0, 0, 0], "gradient of the first surface is the zero vector"),
        (["x^2 + y^2 = z^2"], [3, 4, 5], "two equations"),
        (["x^2 + y^2 = 1", "x <= 2"], [1, 0], "two equations"),
    ],
)
def test_where_there_is_no_such_line_the_reason_is_named(solve, surfaces, point, said):
    found = solve("intersection_tangent", surfaces=surfaces, point=point)
    assert found.status == "unsupported"
    assert re.search(said, found.message)
