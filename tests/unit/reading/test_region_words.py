"""A region in the words of a book is what its plain clauses say."""

from __future__ import annotations

from every import over

from tutor.reading.fields import Fields
from tutor.reading.region_words import clauses
from tutor.reading.regions import is_worded, region
from tutor.reading.sets import Record


def said(text):
    return region(Fields(Record("1", "integral_over_region", {"region": text})), text, "region")


@over(
    ("text", "plain"),
    [
        ("the region in the upper half-plane between y = x^2 and y = 9", ["in the upper half plane", "between y = x^2 and y = 9"]),
        ("in the lower half-plane inside the circle x^2 + y^2 = 1", ["y <= 0", "inside x^2 + y^2 = 1"]),
        ("the portion of the disc x^2 + y^2 <= 9 that lies in the second quadrant", ["x^2 + y^2 <= 9", "x <= 0", "y >= 0"]),
        ("the triangular region with vertices (0, 0), (2, 0), and (1, 3)", ["triangle (0, 0), (2, 0), (1, 3)"]),
        ("the rectangular lamina with vertices (0, 0), (2, 0), (2, 1), (0, 1)", ["rectangle (0, 0), (2, 0), (2, 1), (0, 1)"]),
        ("the parallelogram enclosed by the lines y = x, y = x + 3, x = 0 and x = 1", ["bounded by y = x, y = x + 3, x = 0, x = 1"]),
        ("D is the finite region bounded by the parabola y = x^2 and the line y = 9", ["bounded by y = x^2, y = 9"]),
        (r"D = \left\{(x, y) \mid 0 \le x \le 2,\; x^2 \le y \le 2x \right\}", ["0 <= x <= 2", "x^2 <= y <= 2x"]),
        ("{(x, y, z) : x^2 + y^2 <= z <= 1}", ["x^2 + y^2 <= z <= 1"]),
        ("the set of points (x, y) with 0 <= x <= 2 and 0 <= y <= x", ["0 <= x <= 2", "0 <= y <= x"]),
        ("the solid bounded above by z = 8 - x^2 - y^2 and below by the cone z = x + y", ["below z = 8 - x^2 - y^2", "above z = x + y"]),
        ("bounded below by z = 0, on the sides by x^2 + y^2 = 9, above by z = 4", ["above z = 0", "inside x^2 + y^2 = 9", "below z = 4"]),
        ("the wedge cut from the cylinder x^2 + y^2 = 9 by z = 0 and z = x", ["inside x^2 + y^2 = 9", "bounded by z = 0, z = x"]),
        ("the region cut from the first octant by the plane x + y + 2z = 2", ["in the first octant", "bounded by x + y + 2z = 2"]),
        ("common to the cylinders x^2 + y^2 = 9 and y^2 + z^2 = 9", ["inside x^2 + y^2 = 9 and y^2 + z^2 = 9"]),
        ("the region to the right of the y-axis inside the circle x^2 + y^2 = 9", ["x >= 0", "inside x^2 + y^2 = 9"]),
        ("the region below y = x and to the left of the line x = 3", ["below y = x", "x <= 3"]),
        ("below the curve y = sin x and above the x-axis, from x = 0 to x = pi/2", ["below y = sin x", "above y = 0", "0 <= x <= pi/2"]),
        ("inside r = 2 cos theta but not inside r = 1", ["inside r = 2 cos theta", "outside r = 1"]),
        ("the left half of the disc x^2 + y^2 <= 9", ["x^2 + y^2 <= 9", "x <= 0"]),
        ("between the circles of radius 1 and 3 centered at the origin", ["between x^2 + y^2 = (1)^2 and x^2 + y^2 = (3)^2"]),
        ("outside the circle of radius 1 centered at (1, 0)", ["(x - (1))^2 + (y - (0))^2 >= (1)^2"]),
        (r"0 \le x \le 1,\; 0 \le y \le x", ["0 <= x <= 1", "0 <= y <= x"]),
        ("a solid hemisphere of radius 3 centered at the origin", ["ball radius 3", "z >= 0"]),
        ("the unit ball x^2 + y^2 + z^2 <= 1, y >= 0", ["x^2 + y^2 + z^2 <= 1", "y >= 0"]),
        ("the cylinder x^2 + y^2 = 9 between the planes z = 0 and z = 1", ["inside x^2 + y^2 = 9", "between z = 0 and z = 1"]),
        ("the unit square [0, 1] x [0, 1]", ["0 <= x <= 1", "0 <= y <= 1"]),
        ("common to the cone z = x and the ball x^2 + y^2 + z^2 <= 9", ["inside z = x and x^2 + y^2 + z^2 <= 9"]),
        ("one loop of the lemniscate r^2 = 9 sin(2 theta)", ["0 <= theta <= pi/2", "0 <= r <= sqrt(9 sin(2 theta))"]),
        ("the closed triangle with vertices (0, 0), (2, 0), (1, 3)", ["triangle (0, 0), (2, 0), (1, 3)"]),
        ("the set 2x^2 + y^2 <= 9", ["2x^2 + y^2 <= 9"]), ("the ellipse x^2 + 9y^2 <= 9", ["x^2 + 9y^2 <= 9"]),
        ("the semicircular region bounded by the semicircle x = sqrt(9 - y^2) and the y-axis", ["bounded by x = sqrt(9 - y^2), x = 0"]),
    ],
)  # fmt: skip
def test_a_region_in_words_is_its_clauses(text, plain):
    assert said(text) == said(plain)


@over("text", ["the ellipse x^2 + 4y^2 = 4", "the upper half of the disc x^2 + (y - 1)^2 <= 1"])
def test_what_may_be_a_curve_and_a_half_about_another_centre_are_left_as_they_stand(text):
    assert clauses(text) == [text]
    assert not is_worded(text)


def test_a_part_of_a_surface_is_no_solid():
    assert clauses("the part of the sphere x^2 + y^2 + z^2 = 4 above z = 1")[0].startswith("the part of")
