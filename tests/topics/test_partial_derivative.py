"""Partial derivatives: what is held, the order, and Clairaut's theorem as a check."""

from __future__ import annotations

import pytest
from every import over
from sympy import Symbol

import tutor
from tutor.errors import Invalid
from tutor.printing.notation.text import text
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.heads import Name
from tutor.trees.tree import evaluated

x, y, z = (Symbol(n, real=True) for n in "xyz")


def stages(found):
    return [s.rule.removeprefix("partial_derivative.") for s in found.steps]


def test_the_other_variables_are_held(solve):
    found = solve("partial_derivative", function="x y z", with_respect_to=["y"])
    assert found.steps[0].facts["held"] == (x, z)
    assert evaluated(found.answer.fields["expression"]) == x * z


def test_one_variable_need_not_be_a_list(solve):
    assert evaluated(solve("partial_derivative", function="x^2 y", with_respect_to="x").answer.fields["expression"]) == 2 * x * y


def test_the_steps_carry_the_names_of_the_derivatives(solve):
    found = solve("partial_derivative", function="u(x, y) = x^3 y^2", with_respect_to=["x", "y"])
    assert [s.name for s in found.steps[:2]] == [Name("u", "", (x,)), Name("u", "", (x, y))]


def test_mixed_orders_are_checked_by_clairaut(solve):
    found = solve("partial_derivative", function="x^2 sin y", with_respect_to=["x", "y"])
    assert stages(found) == ["differentiate", "differentiate", "turned", "clairaut"]
    check = found.steps[-1]
    assert check.facts["turned"] == (y, x)
    assert check.result == found.answer.fields["expression"]


def test_a_palindrome_is_checked_by_another_order(solve):
    found = solve("partial_derivative", function="x^2 y^2", with_respect_to=["x", "y", "x"])
    assert found.steps[-1].facts["turned"] == (y, x, x)


def test_pure_orders_need_no_clairaut(solve):
    assert stages(solve("partial_derivative", function="x^4 y", with_respect_to=["x", "x", "x"])) == ["differentiate"] * 3


def test_the_point_is_put_in_after_the_last_differentiation(solve):
    found = solve("partial_derivative", function="x^2 y^3", with_respect_to=["x", "y"], point=[1, 2])
    assert stages(found) == ["differentiate", "differentiate", "turned", "clairaut", "evaluate"]
    assert evaluated(found.answer.fields["expression"]) == 24


def test_a_declared_variable_that_does_not_occur_gives_zero(solve):
    found = solve("partial_derivative", function="x^2 + y", variables=["x", "y", "z"], with_respect_to=["z"])
    assert evaluated(found.answer.fields["expression"]) == 0


def test_a_variable_that_stands_nowhere_is_asked_about(solve):
    with pytest.raises(Invalid, match="z stands nowhere in the problem"):
        solve("partial_derivative", function="x^2 + y", with_respect_to=["z"])


def test_a_letter_that_is_no_variable_is_refused(solve):
    with pytest.raises(Invalid, match="t is not one of the 2 variables x, y"):
        solve("partial_derivative", function="x y t", variables=["x", "y"], with_respect_to=["t"])


def test_a_point_needs_a_coordinate_for_every_variable(solve):
    with pytest.raises(Invalid, match="the point has no coordinate y"):
        solve("partial_derivative", function="x y", variables=["x", "y"], with_respect_to=["x"], point={"x": 1})


@over(
    ("function", "by", "point"),
    [
        ("1/(x - y)", "x", [1, 1]),
        ("ln(x^2 - y^2)", "x", [1, 2]),
        ("ln(x) + y^2", "y", [-1, 1]),
        ("x^y", "x", [-2, "pi"]),
        ("sqrt(x) - sqrt(x) + y", "y", [-1, 1]),
        ("sqrt(sin x) + y", "y", [4, 1]),
        ("artanh(x) + y", "y", [2, 1]),
    ],
)
def test_outside_the_domain_there_is_no_answer(solve, function, by, point):
    assert solve("partial_derivative", function=function, with_respect_to=[by], point=point).status == "unsupported"


def test_each_is_a_first_derivative_of_its_own(solve):
    found = solve("partial_derivative", function="x^2 y + y^3", with_respect_to=["x", "y"], each="true", point=[1, 2])
    assert stages(found) == ["differentiate", "evaluate"] * 2
    assert {name: evaluated(e) for name, e in found.answer.fields["expressions"].items()} == {"x": 4, "y": 13}


def test_each_of_the_same_letter_is_refused(solve):
    assert "a letter stands once" in solve("partial_derivative", function="x y", with_respect_to=["x", "x"], each="true").message


@pytest.mark.parametrize(("typed", "verdict"), [("f_y = x^2, f_x = 2xy", "correct"), ("2xy, x^2", "correct"), ("x^2, 2xy", "incorrect")])
def test_each_is_judged_by_its_name_or_its_place(typed, verdict):
    assert tutor.check("partial_derivative", typed, function="x^2 y", with_respect_to=["x", "y"], each="true").verdict.verdict == verdict


def test_the_other_order_is_taken_step_by_step_in_one_check(solve):
    found = solve("partial_derivative", function="arctan(x/(2y))", with_respect_to=["x", "y"])
    (first,) = (s.result for s in found.steps if s.rule == "partial_derivative.turned")
    assert text(first) == "−2x/(x² + 4y²)" and found.verified
    assert fragment(narrate(found, "full")).count("Check: The other order") == 1
