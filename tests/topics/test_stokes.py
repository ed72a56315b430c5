"""Stokes' theorem: both sides are worked out by roads that know nothing of each other, and held against numbers found by hand."""

from __future__ import annotations

import pytest
from every import over
from sympy import Symbol, pi

from tutor.deriving.evidence import holds
from tutor.deriving.topics.stokes import TOPIC
from tutor.errors import TutorError
from tutor.reading.problem import read_problem
from tutor.reading.sets import from_arguments
from tutor.trees import tree


def value(found):
    assert found.status == "solved", found.message
    assert found.verified
    return tree.evaluated(found.answer.fields["expression"])


DOME = {"surface": "z = 9 - x^2 - y^2", "region": "z >= 0"}
PIPE = {"surface": "x^2 + y^2 = 1", "region": "0 <= z <= 2"}
PLANE = {"surface": "part of the plane x + y + 2z = 2 in the first octant"}
BUMP = {"surface": {"x": "u cos v", "y": "u sin v", "z": "u^3 cos(3v)"}, "limits": [["u", "0", "1"], ["v", "0", "2pi"]]}


@pytest.mark.parametrize(
    ("surface", "side", "field"),
    [
        (DOME, "downward", ["y z", "x", "x^2"]),
        (PIPE, "outward", ["y z", "-x z", "z"]),
        (PLANE, "upward", ["y z", "x", "y"]),
        (BUMP, "upward", ["-y", "x", "x"]),
    ],
    ids=["dome downward", "pipe with two rims", "triangle", "parametrised"],
)
@pytest.mark.slow
def test_both_sides_agree(solve, surface, side, field):
    both = solve("stokes", field=field, orientation=side, both_sides=True, **surface)
    assert value(both) == value(solve("stokes", field=field, orientation=side, **surface))
    assert any(s.rule.endswith("agree") for s in both.steps)
    assert both.answer.fields["sides"]["inside"] == both.answer.fields["sides"]["boundary"]


@over(
    ("fields", "expected"),
    [
        ({"field": ["-y", "x", "0"], "surface": "x^2 + y^2 + z^2 = 4", "region": "z >= 0", "orientation": "upward"}, 8 * pi),
        ({"field": ["-y", "x", "0"], "surface": "x^2 + y^2 + z^2 = 4", "region": "z <= 0", "orientation": "outward"}, -8 * pi),
        ({"field": ["0", "-z", "y"], "surface": "x^2 + y^2 + z^2 = 4", "region": "x >= 0", "orientation": "<1, 0, 0>"}, 8 * pi),
        ({"field": ["x y", "y z", "z x"], "surface": "sphere of radius 3"}, 0),
        ({"field": ["y", "z", "x"], "curve": ["z = 1 - x", "x^2 + y^2 = 4"]}, -8 * pi),
        ({"field": ["y^2", "z^2", "x^2"], "curve": "triangle (2,0,0), (0,2,0), (0,0,2)"}, -8),
        ({"field": ["y^2", "z^2", "x^2"], "curve": "triangle (2,0,0), (0,0,2), (0,2,0)"}, 8),
        ({"field": ["y", "z", "x"], "curve": ["z = 1 - x", "x^2 + y^2 = 4"], "orientation": "downward"}, 8 * pi),
        ({"field": ["0", "-z", "y"], "curve": ["y^2 + z^2 = 1", "x = 3"], "orientation": [-1, 0, 0]}, -2 * pi),
        ({"field": ["0", "-z", "y"], "curve": {"x": "1", "y": "cos t", "z": "sin t"}, "parameter": ["t", "0", "2pi"]}, 2 * pi),
    ],
)
@pytest.mark.slow
def test_the_direction_of_the_boundary_belongs_to_the_side(solve, fields, expected):
    assert value(solve("stokes", **fields)) == expected


@pytest.mark.slow
def test_a_radius_is_positive_and_the_answer_is_in_the_letters_of_the_problem(solve):
    found = solve("stokes", field=["-y", "x", "z"], surface="x^2 + y^2 + z^2 = a^2", region="z >= 0", orientation="upward")
    assert value(found) == 2 * pi * Symbol("a", real=True) ** 2


@pytest.mark.slow
def test_a_line_integral_by_the_theorem_is_the_integral_along_the_curve(solve):
    fields = {"field": ["-y^2", "x", "z^2"], "curve": ["y + z = 2", "x^2 + y^2 = 1"]}
    assert value(solve("line_integral", method="stokes", **fields)) == value(solve("line_integral", method="direct", **fields)) == pi


@pytest.mark.parametrize(
    "fields",
    [
        {"field": ["-y/(x^2 + y^2)", "x/(x^2 + y^2)", "0"], "curve": {"x": "cos t", "y": "sin t", "z": "0"}},
        {"field": ["y", "z", "x"], "curve": {"x": "cos t", "y": "sin t", "z": "t"}},
    ],
    ids=["a field with a missing line", "a curve that does not close"],
)
def test_where_the_hypotheses_fail_nothing_is_claimed(solve, fields):
    found = solve("stokes", parameter=["t", "0", "2pi"], **fields)
    assert found.status == "unsupported"


def test_a_side_gives_a_curve_its_direction_by_the_right_hand(solve):
    around = {"field": ["-y", "x", "z"], "curve": {"x": "cos t", "y": "sin t", "z": "1"}, "parameter": ["t", "0", "2pi"]}
    assert value(solve("stokes", orientation="upward", **around)) == 2 * pi
    assert value(solve("stokes", orientation="downward", **around)) == -2 * pi
    with pytest.raises(TutorError, match="a curve has no outside"):
        solve("stokes", orientation="outward", **around)


@pytest.mark.parametrize(
    ("fields", "faced", "way"),
    [
        (("surface=y = x^2 + z^2", "region=y <= 4"), "falling", "clockwise"),
        (("surface=x^2 + y^2 + z^2 = 4", "region=z <= 0"), "outward", "clockwise"),
        (("surface=z = 4 - x^2 - y^2", "region=z >= 0"), "upward", "counterclockwise"),
        (("surface=x^2 + y^2 = 1", "region=0 <= z <= 2"), "outward", None),
    ],
)
def test_the_side_and_the_way_round_are_said(fields, faced, way):
    first = next(TOPIC.plan(read_problem(from_arguments("stokes", ("field=[z, x, y]", *fields)))))
    assert (first.facts["by"]["faced"], first.facts["by"]["way"]) == (faced, way)
    assert all(holds(c) != "none" for c in first.claims) and first.claims
