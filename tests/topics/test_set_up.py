"""Set-ups: answers in any right order and coordinates, limit by limit, with the integrand and the factor named when wrong."""

from __future__ import annotations

import pytest
from every import over

import tutor

TRIANGLE = {"integrand": "x y", "region": "triangle (0, 0), (2, 0), (2, 4)"}
DISC = {"integrand": "x^2 + y^2", "region": "disc radius 2"}
CONE = {"integrand": "z", "region": ["z >= sqrt(x^2 + y^2)", "x^2 + y^2 + z^2 <= 4"]}
SPLIT = {"integrand": "f(x, y)", "region": ["x >= y^2", "y >= x - 2"]}
HALVES = "int_0^1 int_(-sqrt(x))^(sqrt(x)) f(x,y) dy dx + int_1^4 int_(x-2)^(sqrt(x)) f(x,y) dy dx"

RIGHT = [
    (TRIANGLE, "int_0^2 int_0^(2x) x y dy dx"),
    (TRIANGLE, "int_0^4 int_(y/2)^2 x y dx dy"),
    (TRIANGLE, "0 <= y <= 2x, 0 <= x <= 2"),
    (DISC, "int_0^(2pi) int_0^2 r^3 dr dtheta"),
    (DISC, "int_(-pi)^(pi) int_0^2 r^3 dr dtheta"),
    (DISC, "int_(-2)^2 int_(-sqrt(4-x^2))^(sqrt(4-x^2)) (x^2+y^2) dy dx"),
    (CONE, "int_0^(2pi) int_0^(pi/4) int_0^2 rho^3 sin(phi) cos(phi) drho dphi dtheta"),
    (CONE, "int_0^(2pi) int_0^(sqrt(2)) int_r^(sqrt(4-r^2)) z r dz dr dtheta"),
    (SPLIT, "int_(-1)^2 int_(y^2)^(y+2) f(x,y) dx dy"),
    (SPLIT, HALVES),
]


@over(("given", "answer"), RIGHT)
def test_right_in_any_order_and_coordinates(given, answer):
    assert tutor.check("set_up", answer, **given).verdict.verdict == "correct"


WRONG = [
    (TRIANGLE, "int_0^2 int_0^(3x) x y dy dx", "partially_correct", "upper limit of y", None),
    (TRIANGLE, "int_0^2 int_(2x)^0 x y dy dx", "partially_correct", "limit of y", "limits_swapped_signs"),
    (TRIANGLE, "int_0^4 int_0^(y/2) x y dx dy", "incorrect", "another region", "other_half_of_box"),
    (TRIANGLE, "int_0^4 int_(y/2)^2 x dx dy", "partially_correct", "integrand", None),
    (DISC, "int_0^(2pi) int_0^2 r^2 dr dtheta", "partially_correct", "factor", "missing_area_factor"),
    (DISC, "int_0^(pi) int_0^2 r^3 dr dtheta", "partially_correct", "upper limit of theta", "theta_range_wrong"),
    (DISC, "int_(-2)^2 int_0^(sqrt(4-x^2)) (x^2+y^2) dy dx", "incorrect", "another region", None),
    (CONE, "int_0^(2pi) int_0^(pi/4) int_0^2 rho cos(phi) drho dphi dtheta", "partially_correct", "factor", "missing_area_factor"),
    (CONE, "int_0^(2pi) int_0^(sqrt(2)) int_r^(sqrt(4-r^2)) z dz dr dtheta", "partially_correct", "factor", "missing_area_factor"),
    (SPLIT, "int_0^4 int_(-sqrt(x))^(sqrt(x)) f(x,y) dy dx", "incorrect", "another region", None),
]


@over(("given", "answer", "verdict", "said", "mistake"), WRONG)
def test_what_is_wrong_is_named(given, answer, verdict, said, mistake):
    found = tutor.check("set_up", answer, **given).verdict
    assert (found.verdict, found.misconception) == (verdict, mistake)
    assert said in found.feedback


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("4 int_0^(pi/2) int_0^2 r^3 dr dtheta", "undecided"),
        ("4 int_0^(2pi) int_0^2 r^3 dr dtheta", "partially_correct"),
        ("4 int_0^(pi/2) int_0^2 r^2 dr dtheta", "partially_correct"),
    ],
)
def test_a_part_several_times_may_be_right_by_symmetry(answer, verdict):
    assert tutor.check("set_up", answer, **DISC).verdict.verdict == verdict


def test_an_order_that_was_asked_counts():
    found = tutor.check("set_up", "int_0^4 int_(y/2)^2 x y dx dy", **TRIANGLE, order=["y", "x"]).verdict
    assert found.verdict == "wrong_form" and "order" in found.feedback


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("0 <= x <= 2, 0 <= y <= 2x", "correct"),
        ("x from 0 to 2, y from 0 to 2x", "correct"),
        ("y/2 <= x <= 2, 0 <= y <= 4", "wrong_form"),
        ("0 <= y <= 4, y/2 <= x <= 2", "wrong_form"),
    ],
)
def test_the_order_of_inequalities_is_what_their_limits_hold(answer, verdict):
    assert tutor.check("set_up", answer, **TRIANGLE, order=["y", "x"]).verdict.verdict == verdict


def test_coordinates_that_were_asked_count():
    answer = "int_(-2)^2 int_(-sqrt(4-x^2))^(sqrt(4-x^2)) (x^2+y^2) dy dx"
    found = tutor.check("set_up", answer, **DISC, coordinates="polar").verdict
    assert found.verdict == "wrong_form" and "coordinates" in found.feedback


@pytest.mark.slow
def test_a_value_is_taken_where_the_kind_evaluates():
    given = {"integrand": "e^(x^2)", "limits": [["x", "y/2", "2"], ["y", "0", "4"]]}
    assert tutor.check("reverse_order", "e^4 - 1", **given).verdict.verdict == "correct"
    assert tutor.check("reverse_order", "e^4", **given).verdict.verdict == "incorrect"
    assert tutor.check("set_up", "8", **TRIANGLE).verdict.verdict == "unreadable"
