"""Green's theorem: the region and its boundary, found from each other, and points that are fenced off."""

from __future__ import annotations

import pytest
from every import over
from sympy import Rational, Symbol, pi

import tutor
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees import tree

VORTEX = ["-y/(x^2 + y^2)", "x/(x^2 + y^2)"]


def value(found):
    assert found.status == "solved", found.message
    assert found.verified
    return tree.evaluated(found.answer.fields["expression"])


@pytest.mark.parametrize(
    ("field", "region", "expected"),
    [
        (["x y", "x + y"], "bounded by y = x and y = x^2", Rational(1, 12)),
        (["-y", "x"], "1 <= x^2 + y^2 <= 4", 6 * pi),
        (["-y", "x"], ["0 <= y", "y <= x", "x + y <= 2"], 2),
        (["y^2", "3x y"], ["x^2 + y^2 <= 4", "y >= 0"], Rational(16, 3)),
    ],
    ids=["curves", "ring", "split triangle", "half disc"],
)
def test_both_sides(solve, field, region, expected):
    found = solve("green", field=field, region=region, both_sides=True)
    assert value(found) == expected
    assert any(s.rule.endswith("agree") for s in found.steps)


def test_what_depends_on_its_own_variable_alone_adds_nothing_where_it_is_continuous(solve):
    found = solve("green", field=["sqrt(x) - y", "x + sqrt(y)"], region="triangle (0, 0), (2, 0), (0, 1)", both_sides=True)
    assert value(found) == 2
    assert found.steps[0].rule == "green.own"
    for field in (["sqrt(x) - y", "x"], ["1/sqrt(x + 1) - y", "x"]):
        assert "smooth" in solve("green", field=field, region="x^2 + y^2 <= 1").message


@pytest.mark.parametrize(
    ("field", "region", "expected", "figure"),
    [
        (["x - 5y", "e^y - 2x"], "(x - 1)^2 + y^2 <= 4", 12 * pi, "disc"),
        (["y", "3x"], "triangle (0, 0), (2, 0), (0, 5)", 10, "triangle"),
    ],
    ids=["disc", "triangle"],
)
def test_a_constant_curl_is_taken_times_the_known_area(solve, field, region, expected, figure):
    found = solve("green", field=field, region=region)
    assert value(found) == expected
    assert [s.facts["figure"] for s in found.steps if s.rule == "green.known"] == [figure]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"region": "x^2/4 + y^2/9 <= 1"}, 2 * pi),
        ({"region": "x^2/4 + y^2/9 <= 1", "orientation": "clockwise"}, -2 * pi),
        ({"curve": "circle centre (3, 0) radius 1"}, 0),
        ({"curve": "polygon (-1, -1), (1, -1), (1, 1), (-1, 1)"}, 2 * pi),
    ],
    ids=["inside", "clockwise", "outside", "square"],
)
def test_the_vortex_turns_only_round_its_centre(solve, fields, expected):
    assert value(solve("green", field=VORTEX, **fields)) == expected


@pytest.mark.parametrize(
    ("field", "region"),
    [
        (VORTEX, "(x - 1)^2 + y^2 <= 1"),
        (["-y/(x^2 + y^2) - y", "x/(x^2 + y^2)"], "x^2 + y^2 <= 4"),
        (["1/x", "y"], "x^2 + y^2 <= 1"),
        (["ln x", "x"], ["0 <= x <= 1", "0 <= y <= 1"]),
    ],
    ids=["on the boundary", "curl left beside a hole", "a line through it", "a wall along its edge"],
)
def test_where_the_field_is_not_smooth_nothing_is_claimed(solve, field, region):
    assert solve("green", field=field, region=region).status == "unsupported"


@pytest.mark.parametrize(("turn", "expected"), [("", 12 * pi), (" clockwise", -12 * pi)])
@pytest.mark.slow
def test_a_curve_says_which_way(solve, turn, expected):
    fields = {"field": ["2y - e^(x^2)", "5x + cos(y^3)"], "curve": f"circle centre (0, 0) radius 2{turn}"}
    assert value(solve("green", **fields)) == value(solve("line_integral", method="green", **fields)) == expected


def test_a_flux_across_a_curve_is_the_divergence_inside(solve):
    fields = {"field": ["x", "y^2 + y"], "curve": "triangle (0, 0), (1, 0), (0, 1)", "flux": True}
    assert value(solve("line_integral", method="green", **fields)) == value(solve("line_integral", method="direct", **fields))


ASTROID = "x = cos^3 t, y = sin^3 t, 0 <= t <= 2 pi"


@pytest.mark.parametrize(
    ("field", "curve", "expected"),
    [
        (["-y", "x"], "r = 1 + cos(theta)", 3 * pi),  # twice the area of a cardioid
        (["-y", "x"], "x = a cos^3 t, y = a sin^3 t, 0 <= t <= 2 pi", 3 * pi * Symbol("a", real=True) ** 2 / 4),
        (["-y", "x"], "x = 3 + (1 + cos t) cos t, y = (1 + cos t) sin t, 0 <= t <= 2 pi", 3 * pi),  # about another centre
        (["0", "x"], ["x = t - sin t, y = 1 - cos t, t from 2 pi to 0", "segment (0, 0) to (2 pi, 0)"], 3 * pi),  # under a cycloid
        (["-y/(x^2 + y^2)", "x/(x^2 + y^2)"], ASTROID, 2 * pi),  # round the hole
        (["-y/((x - 2)^2 + y^2)", "(x - 2)/((x - 2)^2 + y^2)"], ASTROID, 0),  # which lies outside
    ],
)
@pytest.mark.slow
def test_the_inside_by_rays(solve, field, curve, expected):
    found = solve("green", field=field, curve=curve)
    assert found.verified, found.message
    assert (tree.plain(found.answer.fields["expression"]) - expected).expand() == 0


@pytest.mark.slow
def test_a_curve_run_the_other_way_has_the_opposite_circulation(solve):
    found = solve("green", field=["-y", "x"], curve="x = cos^3 t, y = sin^3 t, t from 2 pi to 0")
    assert found.verified, found.message
    assert tree.plain(found.answer.fields["expression"]) == -3 * pi / 4


@pytest.mark.parametrize(
    ("field", "curve"),
    [
        (["-y", "x"], "r = 1 + 2 cos(theta)"),  # a loop in the loop
        (["-y", "x"], "x = sin t, y = sin 2t, 0 <= t <= 2 pi"),  # an eight
        (["-y/(x^2 + y^2)", "x/(x^2 + y^2)"], "r = 1 + cos(theta)"),  # the hole lies on the curve
        (["-y/(x^2 + y^2)", "x/(x^2 + y^2)"], "x = cos t, y = sin t, 0 <= t <= 4 pi"),  # twice round
    ],
)
def test_what_encloses_nothing_once_is_refused(solve, field, curve):
    assert solve("green", field=field, curve=curve).status == "unsupported"


def test_the_page_says_how_an_inner_boundary_runs(solve):
    found = solve("green", field=["-y", "x"], region="1 <= x^2 + y^2 <= 4", both_sides=True)
    assert next(s for s in found.steps if s.rule == "green.hypotheses").facts["inner"] == 1
    assert [s.facts["inside_"] for s in found.steps if s.rule == "green.edge"] == [False, True]


WAY = "triangle from (0, 0) to (2, 6) to (2, 0) to (0, 0)"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"curve": WAY}, -12),
        ({"curve": "triangle (0, 0), (2, 6), (2, 0)"}, 12),
        ({"curve": WAY, "orientation": "counterclockwise"}, 12),
    ],
    ids=["a way", "corners", "a way and a direction"],
)
def test_corners_said_as_a_way_have_a_direction(solve, given, expected):
    assert value(solve("green", field=["-y", "x"], **given)) == expected


def test_pieces_that_run_the_other_way_round_than_asked_are_refused(solve):
    path = "(0, 0) to (2, 6) to (2, 0) to (0, 0)"
    assert value(solve("line_integral", field=["-y", "x"], curve=path, orientation="clockwise")) == -12
    assert "the other way round" in solve("line_integral", field=["-y", "x"], curve=path, orientation="counterclockwise").message


def test_the_question_says_the_direction_that_was_asked():
    page = tutor.solve("green", field=["-y", "x"], curve="triangle (0, 0), (0, 2), (1, 1)", orientation="clockwise")
    assert "(1, 1), clockwise." in " ".join(tutor.render(page, "text").split())


def test_the_check_of_a_clockwise_curve_says_what_the_box_says(solve):
    found = solve("green", field=["-y", "2x"], region="x^2 + y^2 <= 1", orientation="clockwise", both_sides=True)
    (agreed,) = (s for s in found.steps if s.rule.endswith("agree"))
    assert agreed.facts["value"] == -value(found) and agreed.facts["asked_"] == value(found) == -3 * pi
    assert "Both sides come to 3π; clockwise the circulation is −3π" in fragment(narrate(found))


WHICH_WAY, SPHERE = "No direction is asked for; we take it counterclockwise.", {"surface": "x^2 + y^2 + z^2 = 9", "field": ["x", "0", "z"]}
LENS = {"surface": "z = x^2 + y^2 + 1, z <= 2", "field": ["x", "0", "z"], "method": "divergence_theorem"}


@over(
    ("kind", "fields", "said"),
    [
        ("green", {"curve": "triangle (1, 0), (1, 2), (0, 0)"}, WHICH_WAY),
        ("green", {"curve": "circle centre (1, 0) radius 2", "orientation": "counterclockwise"}, ""),
        ("green", {"curve": "(cos t, -sin t)", "parameter": "0 <= t <= 2pi"}, ""),
        ("line_integral", {"curve": "circle x^2 + y^2 = 4", "flux": True}, "No side is asked for; we take the flux outward."),
        ("surface_integral", SPHERE, "No side is asked for; we take the outward normal."),
        ("surface_integral", {**SPHERE, "orientation": "inward"}, ""),
        ("surface_integral", LENS, "No side is asked for; we take the normal r_x × r_y, which points upward."),
        ("surface_integral", {**LENS, "orientation": "upward"}, ""),
    ],
)
def test_an_orientation_that_is_our_choice_is_said_to_be_one(kind, fields, said):
    page = " ".join(tutor.render(tutor.solve(kind, **{"field": ["2x - y", "x"], **fields}), "text").split())
    assert (said in page and "that is asked for" not in page) if said else "asked for; we" not in page


@pytest.mark.parametrize(
    ("fields", "way"),
    [
        ({"curve": "circle centre (1, 0) radius 2", "orientation": "clockwise"}, "clockwise"),
        ({"curve": "circle centre (1, 0) radius 2"}, "counterclockwise"),
        ({"curve": "(cos t, -sin t)", "parameter": "0 <= t <= 2pi"}, "clockwise"),
        ({"region": ["x^2 + y^2 <= 4"], "orientation": "clockwise"}, "clockwise"),
    ],
)
def test_the_picture_runs_as_it_was_asked(fields, way):
    page = fragment(tutor.solve("green", field=["-y", "x"], **fields).document(detail="full"))
    assert f"The curve runs {way} from" in page
