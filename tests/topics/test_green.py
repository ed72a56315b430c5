"""Green's theorem: the region and its boundary, found from each other, and points that are fenced off."""

from __future__ import annotations

import pytest
from sympy import Rational, pi

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
def test_a_curve_says_which_way(solve, turn, expected):
    fields = {"field": ["2y - e^(x^2)", "5x + cos(y^3)"], "curve": f"circle centre (0, 0) radius 2{turn}"}
    assert value(solve("green", **fields)) == value(solve("line_integral", method="green", **fields)) == expected


def test_a_flux_across_a_curve_is_the_divergence_inside(solve):
    fields = {"field": ["x", "y^2 + y"], "curve": "triangle (0, 0), (1, 0), (0, 1)", "flux": True}
    assert value(solve("line_integral", method="green", **fields)) == value(solve("line_integral", method="direct", **fields))
