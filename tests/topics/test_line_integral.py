"""Line integrals: curves read and parametrised, directions said, direct and by the ends, and wrong values refuted."""

from __future__ import annotations

import pytest
from every import over
from sympy import Rational, pi, sqrt

from tutor.deriving.evidence import Refuted, holds
from tutor.errors import TutorError
from tutor.model import Claim
from tutor.trees.tree import plain

WHIRL = ["-y", "x"]  # its work once round counterclockwise is twice the area


def value(found):
    assert found.status == "solved", found.message
    assert found.verified
    return plain(found.answer.fields["expression"])


@over(
    ("curve", "twice"),
    [
        ("circle centre (0, 0) radius 3", 18 * pi),
        ("circle centre (0, 0) radius 3 clockwise", -18 * pi),
        ("the circle of radius 3 centered at the origin, counterclockwise", 18 * pi),
        ("unit circle", 2 * pi),
        ("circle x^2 + y^2 = 4", 8 * pi),
        ("x^2/4 + y^2 = 1", 4 * pi),
        ("triangle (0, 0), (1, 0), (0, 2)", 2),
        ("triangle (0, 0), (0, 2), (1, 0)", 2),
        ("triangle with vertices (0, 0), (1, 0) and (0, 2), clockwise", -2),
        ("polygon (0, 0), (2, 0), (2, 1), (0, 1)", 4),
        ("segment (0, 0) to (1, 2)", 0),
        ("line segment from (1, 0) to (0, 1)", 1),
        ("(1, 0) to (0, 1) to (0, 0)", 1),
        ("y = x^2 from (0, 0) to (1, 1)", Rational(1, 3)),
        ("y = x^2 from x = 0 to x = 1", Rational(1, 3)),
        ("y = x^2, 0 <= x <= 1", Rational(1, 3)),
        ("arc of the circle centre (0, 0) radius 1 from (1, 0) to (0, 1)", pi / 2),
        ("arc of the circle centre (0, 0) radius 1 from (0, 1) to (1, 0) clockwise", -pi / 2),
        ("arc of the circle centre (0, 0) radius 1 from (1, 0) to (0, 1) clockwise", -3 * pi / 2),
        ("segment (0, 0) to (1, 0); segment (1, 0) to (0, 1)", 1),
        ("(cos t, sin t), 0 <= t <= 2pi", 2 * pi),
        ("r(t) = <2 cos t, sin t> for t from 0 to pi", 2 * pi),
        ("cos t i + sin t j, t in [0, pi]", pi),
        ("x = t, y = t^2, 0 <= t <= 1", Rational(1, 3)),
        ("x = y^2 from (0, 0) to (1, 1)", -Rational(1, 3)),
        ("r = 1 + cos(theta)", 3 * pi),
        ("the circle r = 2 cos(theta)", 2 * pi),
        ("r = theta, 0 <= theta <= pi", pi**3 / 3),
        ("ellipse with half axes 3 and 2, clockwise", -12 * pi),
        ("the right half of the unit circle", pi),
        ("upper half of the ellipse x^2/4 + y^2 = 1", 2 * pi),
        ("the quarter circle x^2 + y^2 = 4 in the first quadrant, clockwise", -2 * pi),
        ("the parabola y = x^2 from (0, 0) to (1, 1)", Rational(1, 3)),
        ("ellipse centre (1, 1) with semi-axes 3, 2", 12 * pi),
    ],
)
def test_a_curve_in_words(solve, curve, twice):
    assert (value(solve("line_integral", field=WHIRL, curve=curve, method="direct")) - twice).simplify() == 0


@over("curve", ["segment (0, 0)", "the curve", "circle", "y = x^2", "ellipse with axes 1 and 2", "spiral from (0,0) to (1,1)"])
def test_what_is_no_curve_is_refused(solve, curve):
    try:
        found = solve("line_integral", field=WHIRL, curve=curve)
    except TutorError:
        return
    assert found.status == "unsupported"


def test_pieces_that_do_not_meet_are_refused(solve):
    found = solve("line_integral", field=WHIRL, curve="segment (0, 0) to (1, 0); segment (2, 0) to (0, 1)")
    assert found.status == "unsupported"


def test_by_arc_length_the_direction_does_not_matter(solve):
    there, back = (solve("line_integral", integrand="x + 2y", curve=f"segment {a}") for a in ("(0, 0) to (3, 4)", "(3, 4) to (0, 0)"))
    assert value(there) == value(back) == Rational(55, 2)


def test_a_graph_run_backwards_has_a_positive_length(solve):
    assert value(solve("line_integral", integrand="1", curve="y = 2x from (1, 2) to (0, 0)", variables=["x", "y"])) == sqrt(5)


def test_flux_leaves_a_circle_outwards(solve):
    assert value(solve("line_integral", field=["x", "y"], curve="circle centre (0, 0) radius 2", flux=True)) == 8 * pi


def test_two_surfaces_are_run_through_as_seen_from_above(solve):
    found = solve("line_integral", field=["-y", "x", "0"], curve=["x^2 + y^2 = 4", "z = x + 1"])
    assert value(found) == 8 * pi


@over(
    ("curve", "how", "expected"),
    [
        (["x^2 + y^2 + z^2 = 1", "x + y + z = 0"], "plane_circle", -sqrt(3) * pi),
        (["x^2 + y^2 + z^2 = 1", "x + y + z = 0", "clockwise as seen from above"], "plane_circle", sqrt(3) * pi),
        (["x^2 + y^2 + z^2 = 4", "x + y + z = 3"], "plane_circle", -sqrt(3) * pi),
        (["x^2 + y^2 + z^2 = 2", "z = x^2 + y^2"], "level", -pi),
        (["x^2 + y^2 + z^2 = 8", "z = sqrt(x^2 + y^2)"], "intersection", -4 * pi),
        ("intersection of the cylinder x^2 + y^2 = 1 and the surface z = x y", "intersection", -pi),
        (["x^2 + y^2 = 1", "y^2 + z^2 = 4", "z >= 0"], "sheet", -pi),
        (["x^2 + y^2 = 1", "x^2 + z^2 = 1", "in the first octant"], "sheet", Rational(1, 2)),
        ("y = x^2, z = x^3 from (0, 0, 0) to (1, 1, 1)", "graph", Rational(89, 60)),
    ],
)
def test_where_two_surfaces_meet(solve, curve, how, expected):
    field = ["y", "z", "x"] if how != "sheet" or "in the first octant" in curve else ["y", "z^2", "x z"]
    found = solve("line_integral", field=field, curve=curve)
    assert found.steps[0].facts["how"] == how
    assert (value(found) - expected).simplify() == 0


@over(
    "curve",
    [
        ["x^2 + y^2 = 1", "y^2 + z^2 = 4"],  # two curves
        ["x^2 + y^2 = 4", "x^2 + z^2 = 4", "z >= 0"],  # with corners
        ["x^2 + y^2 + z^2 = 1", "x + y + z = 3"],  # nothing
        ["x^2 + y^2 + z^2 = 4", "x = y", "clockwise as seen from above"],  # a circle on edge
        "r = 1 + theta",
        "(cos t, sin t)",
    ],
)
def test_a_curve_that_is_not_one_is_refused(solve, curve):
    try:
        found = solve("line_integral", field=["y", "z", "x"][: 2 if isinstance(curve, str) else 3], curve=curve, method="direct")
    except TutorError:
        return
    assert found.status == "unsupported"


def test_letters_of_a_curve_are_sizes(solve):
    found = solve("line_integral", field=WHIRL, curve="x^2/a^2 + y^2/b^2 = 1")
    a, b = (found.problem.symbols[n] for n in "ab")
    assert value(found) == 2 * pi * a * b
    assert [str(s) for s in found.steps[0].facts["positive"]] == ["a", "b"]
    round_it = solve("line_integral", integrand="x^2", curve="circle centre (0, 0) radius a", variables=["x", "y"])
    assert value(round_it) == pi * round_it.problem.symbols["a"] ** 3


def test_a_gradient_depends_on_the_ends_only_and_the_other_road_agrees(solve):
    found = solve("line_integral", field=["2x y", "x^2 + 1"], curve="segment (0, 0) to (1, 2)")
    rules = [s.rule.partition(".")[2] for s in found.steps]
    assert "conservative" in rules and "ends" in rules and rules[-1] == "enclosed"
    direct = solve("line_integral", field=["2x y", "x^2 + 1"], curve="segment (0, 0) to (1, 2)", method="direct")
    assert value(found) == value(direct) == 4


def test_a_potential_is_looked_for_beyond_polynomials(solve):
    found = solve("line_integral", field=["cos y", "-x sin y"], curve="y = sin x from (0, 0) to (pi, 0)")
    assert value(found) == pi
    assert "line_integral.ends" in {s.rule for s in found.steps}


def test_round_a_closed_curve_a_gradient_does_no_work(solve):
    assert value(solve("line_integral", field=["2x y", "x^2 + 1"], curve="triangle (0, 0), (1, 0), (0, 2)")) == 0


def test_the_fundamental_theorem_is_refused_where_there_is_no_potential(solve):
    assert solve("line_integral", field=WHIRL, curve="segment (0, 0) to (1, 2)", method="fundamental_theorem").status == "unsupported"
    vortex = ["-y/(x^2 + y^2)", "x/(x^2 + y^2)"]
    assert solve("line_integral", field=vortex, curve="unit circle", method="fundamental_theorem").status == "unsupported"
    assert value(solve("line_integral", field=vortex, curve="unit circle")) == 2 * pi


def test_a_wrong_value_is_refuted_by_the_parametrised_integral(solve):
    found = solve("line_integral", field=["2x y", "x^2 + 1"], curve="segment (0, 0) to (1, 2)")
    (check,) = [s for s in found.steps if s.rule == "line_integral.enclosed"]
    with pytest.raises(Refuted):
        holds(Claim(check.before, check.result + Rational(1, 10**6)))


@over(
    ("field", "curve", "result"),
    [
        (["-y", "x", "z"], "(2 cos t, 2 sin t, 1 + cos(t)^2 - sin(t)^3), 0 <= t <= 2pi", 8 * pi),
        (["3y - e^(sin x)", "7x + sqrt(y^4 + 1)"], "circle centre (0, 0) radius 3", 36 * pi),
        (["-y/(x^2 + y^2)", "x/(x^2 + y^2)"], "polygon (1, 1), (-1, 1), (-1, -1), (1, -1)", 2 * pi),
        (["-y", "x"], ["upper half of the circle x^2 + y^2 = 4", "segment (-2, 0) to (2, 0)"], 4 * pi),  # not the whole disc
        (["z^2", "x", "y"], "triangle (1, 0, 0), (0, 1, 0), (0, 0, 1)", Rational(4, 3)),
    ],
)
def test_a_theorem_is_chosen_where_it_is_the_shorter_way(solve, field, curve, result):
    found = solve("line_integral", field=field, curve=curve)
    assert value(found) == result
    assert any(s.rule.endswith((".hypotheses", ".stokes")) for s in found.steps)


@pytest.mark.parametrize("method", [None, "green"])
def test_a_curve_that_crosses_itself_has_no_inside(solve, method):
    asked = {} if method is None else {"method": method}
    found = solve("line_integral", field=WHIRL, curve="polygon (0, 0), (3, 2), (3, 0), (0, 1)", **asked)
    assert (found.status == "unsupported") if method else (value(found) == 3)


@over(
    ("curve", "orientation", "result"),
    [
        (["x^2 + y^2 = 4", "z = x + 1"], "clockwise when viewed from above", -8 * pi),
        (["x^2 + y^2 = 4", "z = x + 1", "counterclockwise as seen from below"], None, -8 * pi),
        ("triangle (1, 0, 0), (0, 1, 0), (0, 0, 1)", "clockwise, looking down from the positive z-axis", -1),
        ("the intersection of x^2 + y^2 = 4 and z = x + 1, counterclockwise looking down from above", None, 8 * pi),
        ("triangle (1, 0, 0), (0, 1, 0), (0, 0, 1), counterclockwise as seen from the origin", None, -1),
        ("triangle (1, 0, 0), (0, 1, 0), (0, 0, 1), clockwise as seen from the direction of the vector <1, 0, 0>", None, -1),
        ("circle x^2 + y^2 = 4 in the plane z = 1, clockwise as seen from (0, 0, -3)", None, 8 * pi),
    ],
)
def test_which_way_round_may_be_said_from_a_place(solve, curve, orientation, result):
    asked = {} if orientation is None else {"orientation": orientation}
    assert value(solve("line_integral", field=["-y", "x", "0"], curve=curve, **asked)) == result


@pytest.mark.parametrize(
    ("curve", "missing"),
    [
        ("triangle (1, 0, 0), (0, 1, 0), (0, 0, 1), clockwise as seen from (1/3, 1/3, 1/3)", "edge-on"),
        ("polygon (0, 0, 0), (1, 0, 0), (1, 1, 1), (0, 1, 0), clockwise as seen from (5, 5, 5)", "plane"),
        ("any path from (0, 0, 0) to (1, 1, 1)", "depend on the path"),
    ],
)
def test_what_is_not_seen_from_there_is_refused(solve, curve, missing):
    found = solve("line_integral", field=["-y", "x", "0"], curve=curve)
    assert found.status == "unsupported"
    assert missing in found.message


def test_along_any_path_a_gradient_has_one_integral(solve):
    assert value(solve("line_integral", field=["y", "x"], curve="any path from (0, 0) to (1, 2)")) == 2


def test_the_boundary_of_a_region_is_a_curve(solve):
    assert value(solve("line_integral", field=WHIRL, curve="the boundary of the region bounded by y = x and y = x^2")) == Rational(1, 3)


def test_opposite_directions_are_no_direction(solve):
    with pytest.raises(TutorError, match="opposite directions"):
        solve("line_integral", field=WHIRL, curve="circle centre (0, 0) radius 1, clockwise", orientation="counterclockwise")


def test_a_direction_beside_a_parameter_counts(solve):
    turn = {"field": WHIRL, "curve": {"x": "cos t", "y": "sin t"}, "orientation": "clockwise"}
    assert value(solve("line_integral", parameter=["t", "0", "2pi"], **turn)) == -2 * pi
    assert value(solve("line_integral", parameter=["t", "2pi", "0"], **turn)) == -2 * pi
    assert "not closed" in solve("line_integral", parameter=["t", "0", "pi"], **turn).message


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"field": ["x/(x^2+y^2)", "y/(x^2+y^2)"], "curve": "segment (-1, 0) to (1, 0)"}, "not defined, x = 0, y = 0"),
        ({"field": ["-y/(x^2+y^2)", "x/(x^2+y^2)"], "curve": "circle centre (0, 1) radius 1"}, "not defined, x = 0, y = 0"),
        ({"field": ["1/x", "0"], "curve": "segment (-1, 0) to (1, 0)"}, "diverges"),
    ],
)
def test_what_has_no_value_is_refused(solve, given, why):
    found = solve("line_integral", **given)
    assert found.status == "unsupported"
    assert why in found.message


def test_a_conservative_part_is_split_off_and_the_rest_goes_along_the_curve(solve):
    field = ["y^2 e^(x y^2) - 3y", "2x y e^(x y^2) + x"]
    found = solve("line_integral", field=field, curve="(cos t, sin t), t from 0 to pi/2")
    assert plain(found.answer.fields["expression"]) == pi  # nothing for e^(x y^2), 3π/4 for -3y dx, π/4 for x dy
    rules = [s.rule.partition(".")[2] for s in found.steps]
    assert rules.index("awkward") < rules.index("ends") < rules.index("along") < rules.index("joined") and rules[-1] == "enclosed"
    other = solve("line_integral", field=["x e^y", "y"], curve="(t, t), t from 0 to 1")  # x e^y dx is no part of a gradient
    assert not any(s.rule.endswith(".awkward") for s in other.steps)
