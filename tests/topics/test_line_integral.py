"""Line integrals: curves read and parametrised, directions said, direct and by the ends, and wrong values refuted."""

from __future__ import annotations

import pytest
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


@pytest.mark.parametrize(
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
    ],
)
def test_a_curve_in_words(solve, curve, twice):
    assert (value(solve("line_integral", field=WHIRL, curve=curve, method="direct")) - twice).simplify() == 0


@pytest.mark.parametrize(
    "curve", ["segment (0, 0)", "the curve", "circle", "y = x^2", "ellipse with axes 1 and 2", "spiral from (0,0) to (1,1)"]
)
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


def test_a_gradient_depends_on_the_ends_only_and_the_other_road_agrees(solve):
    found = solve("line_integral", field=["2x y", "x^2 + 1"], curve="segment (0, 0) to (1, 2)")
    rules = [s.rule.partition(".")[2] for s in found.steps]
    assert "conservative" in rules and "ends" in rules and rules[-1] == "enclosed"
    direct = solve("line_integral", field=["2x y", "x^2 + 1"], curve="segment (0, 0) to (1, 2)", method="direct")
    assert value(found) == value(direct) == 4


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
