"""A curve in the words of a book is the curve that its formula is."""

from __future__ import annotations

import pytest
from every import over

from tutor.errors import TutorError
from tutor.reading.fields import Fields
from tutor.reading.orientation import axis, side, turn
from tutor.reading.sets import Record
from tutor.rule import Field


def strands(text: str, kind: str = "line_integral", **more):
    found = Fields(Record("1", kind, {"curve": text, **more}))
    return [(s.word, s.nodes, s.names, s.run, s.turn, s.view, s.clauses) for s in found.parsed(Field("curve", "curve"))]


@over(
    ("said", "bare"),
    [
        ("the arc of the parabola x = 4 - y^2 from (-5, -3) to (0, 2)", "x = 4 - y^2 from (-5, -3) to (0, 2)"),
        ("the circular helix x = cos t, y = sin t, z = t, 0 <= t <= 2 pi", "x = cos t, y = sin t, z = t, 0 <= t <= 2 pi"),
        ("the closed curve x^2 + y^2 = 9", "x^2 + y^2 = 9"),
        ("the circle x^2 + y^2 = 9 in the xy-plane", "circle x^2 + y^2 = 9"),
        (
            "the path consisting of the line segments from (0, 0) to (1, 0) and from (1, 0) to (1, 2)",
            "segment (0, 0) to (1, 0); segment (1, 0) to (1, 2)",
        ),
        ("segment (0, 0) to (1, 1), followed by the vertical line segment from (1, 1) to (1, 2)", "path (0, 0), (1, 1), (1, 2)"),
        (
            "y = x^2 from (0, 0) to (1, 1) and the line segment from (1, 1) to (0, 0)",
            "y = x^2 from (0, 0) to (1, 1); segment (1, 1), (0, 0)",
        ),
        ("r(t) = t i + t^2 j, 0 <= t <= 1", "(t, t^2), 0 <= t <= 1"),
        ("circle x^2 + y^2 = 9 (oriented clockwise)", "circle x^2 + y^2 = 9, clockwise"),
        ("the circle x^2 + y^2 = 4 in the plane z = 1", "intersection of x^2 + y^2 = 4 and z = 1"),
        ("the boundary of the region bounded by y = x and y = x^2", "boundary of bounded by y = x, y = x^2"),
        ("the rectangle 0 <= x <= 2, 0 <= y <= 1", "boundary of 0 <= x <= 2, 0 <= y <= 1"),
        ("C is the semicircle y = sqrt(4 - x^2) from (2, 0) to (-2, 0)", "y = sqrt(4 - x^2) from (2, 0) to (-2, 0)"),
        ("the path from (0, 0) to (1, 1) along y = x^2", "y = x^2 from (0, 0) to (1, 1)"),
        ("the first arch of the cycloid x = t - sin t, y = 1 - cos t, 0 <= t <= 2 pi", "x = t - sin t, y = 1 - cos t, 0 <= t <= 2 pi"),
        (
            "the top half of the circle x^2 + y^2 = 9 from (3, 0) to (-3, 0)",
            "arc of the circle x^2 + y^2 = 9 from (3, 0) to (-3, 0) counterclockwise",
        ),
        (
            "the lower semicircle of radius 2 centered at the origin from (-2, 0) to (2, 0)",
            "arc of circle radius 2 from (-2, 0) to (2, 0) counterclockwise",
        ),
        ("the left half of the unit circle from (0, -1) to (0, 1)", "arc of the unit circle from (0, -1) to (0, 1), clockwise"),
        ("the square with corners (±1, ±2)", "square (-(1), -(2)), (1, -(2)), (1, 2), (-(1), 2)"),
        ("any smooth curve from (0, 0) to (1, 2)", "from (0, 0) to (1, 2) along any path"),
    ],
)
def test_a_curve_in_words_is_its_formula(said, bare):
    assert strands(said) == strands(bare)


def test_the_ends_of_a_parametrised_curve_may_be_points():
    ((word, *_, run, _, _, _),) = strands("x = t, y = t^2, z = t^3 from (0, 0, 0) to (1, 1, 1)")
    assert word == "given"
    assert run[0] == "t"
    assert len(run[1].items) == 3


@over(
    ("said", "way"),
    [
        ("counterclockwise as seen from above", ("counterclockwise", "", "")),
        ("clockwise when viewed from below", ("counterclockwise", "", "")),
        ("counterclockwise as viewed from the positive x-axis", ("counterclockwise", "direction", "1, 0, 0")),
        ("clockwise, looking down the negative y-axis toward the origin", ("clockwise", "direction", "0, -1, 0")),
        ("counterclockwise when viewed from the origin", ("counterclockwise", "point", "0, 0, 0")),
        ("clockwise as seen from the point (3, 3, 3)", ("clockwise", "point", "3, 3, 3")),
        ("counterclockwise as seen from the direction of the vector <1, 1, 1>", ("counterclockwise", "direction", "1, 1, 1")),
        ("counterclockwise as seen from far away", ("", "", "")),  # from where is not said
    ],
)
def test_from_where_a_direction_is_seen(said, way):
    found = turn(said)
    assert (found.turn, found.view, found.place) == way


def test_two_directions_are_no_direction():
    with pytest.raises(TutorError, match="opposite"):
        strands("triangle (1, 0, 0), (0, 1, 0), (0, 0, 1) clockwise", orientation="clockwise as seen from the origin")


@pytest.mark.parametrize(
    ("said", "components"),
    [
        ("in the direction of the positive y-axis", ["0", "1", "0"]),
        ("with negative x-component", ["-1", "0", "0"]),
        ("along the y-axis", None),
    ],
)
def test_a_normal_along_an_axis(said, components):
    assert axis(said) == components


def test_away_from_an_axis_is_outward():
    assert side("away from the z-axis") == "outward"


def sheets(text: str, **more):
    found = Fields(Record("1", "surface_integral", {"surface": text, **more}))
    return [(s.word, s.nodes, s.limits, s.clauses) for s in found.parsed(Field("surface", "patch"))]


@over(
    ("said", "bare"),
    [
        ("the unit sphere x^2 + y^2 + z^2 = 1", "x^2 + y^2 + z^2 = 1"),
        ("the hemisphere x^2 + y^2 + z^2 = 25, y >= 0", "x^2 + y^2 + z^2 = 25, y >= 0"),
        ("the upper half of the ellipsoid x^2 + y^2 + 4z^2 = 4", "x^2 + y^2 + 4z^2 = 4, z >= 0"),
        ("the half of the sphere x^2 + y^2 + z^2 = 4 to the right of the xz-plane", "x^2 + y^2 + z^2 = 4, y >= 0"),
        ("the part of the cylinder x^2 + y^2 = 4 in front of the yz-plane", "x^2 + y^2 = 4, x >= 0"),
        ("the hyperboloid of one sheet x^2 + y^2 - z^2 = 1, 0 <= z <= 1", "x^2 + y^2 - z^2 = 1, 0 <= z <= 1"),
        ("the helicoid r(u, v) = u cos v i + u sin v j + v k, 0 <= u <= 1, 0 <= v <= pi",
         "(u cos v, u sin v, v), 0 <= u <= 1, 0 <= v <= pi"),
        ("the torus <(3 + cos v) cos u, (3 + cos v) sin u, sin v>, 0 <= u <= 2pi, 0 <= v <= 2pi",
         "x = (3 + cos v) cos u, y = (3 + cos v) sin u, z = sin v, 0 <= u <= 2pi, 0 <= v <= 2pi"),
        ("x = u, y = v, z = u v, 0 <= v <= u, 0 <= u <= 1", "(u, v, u v), 0 <= u <= 1, 0 <= v <= u"),
        ("the surface of the solid bounded by the cylinder x^2 + y^2 = 9 and the planes z = 0 and z = 4",
         "boundary of bounded by x^2 + y^2 = 9, z = 0 and z = 4"),
        ("the cube with vertices (±1, ±1, ±1)", "boundary of box (-(1), -(1), -(1)), (1, 1, 1)"),
        ("the closed cylinder x^2 + y^2 = 4, 0 <= z <= 5", "boundary of solid inside x^2 + y^2 = 4; 0 <= z <= 5"),
        ("the cylinder x^2 + y^2 = 4, 0 <= z <= 5, with its top and bottom", "the closed cylinder x^2 + y^2 = 4, 0 <= z <= 5"),
        ("the lateral surface of the cylinder x^2 + y^2 = 4 between z = 0 and z = 5", "x^2 + y^2 = 4 between z = 0 and z = 5"),
        ("the disk x^2 + y^2 <= 9 in the plane z = 3", "z = 3, x^2 + y^2 <= 9"),
        ("the boundary of the first-octant region bounded by x + y + z = 1 and the coordinate planes",
         "boundary of solid in the first octant, bounded by x + y + z = 1, the coordinate planes"),
        ("the boundary of the solid cone sqrt(x^2 + y^2) <= z <= 1", "boundary of solid sqrt(x^2 + y^2) <= z <= 1"),
        ("the boundary of the upper half of the ball x^2 + y^2 + z^2 <= 9", "boundary of x^2 + y^2 + z^2 <= 9, z >= 0"),
    ],
)  # fmt: skip
def test_a_surface_in_words_is_its_formula(said, bare):
    assert sheets(said) == sheets(bare)


@pytest.mark.parametrize("said", ["the hemisphere x^2 + y^2 + z^2 = 4", "half of the cylinder x^2 + y^2 = 4"])
def test_a_half_that_is_not_said_is_asked_for(said):
    with pytest.raises(TutorError, match="which half"):
        sheets(said)


def test_what_closes_a_surface_is_asked_for():
    with pytest.raises(TutorError, match="what closes"):
        sheets("the closed cone z = sqrt(x^2 + y^2), z <= 1")
