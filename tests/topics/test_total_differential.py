"""Total differentials: one term a variable, in their order, checked by the rate of change along a line."""

from __future__ import annotations

from sympy import exp, symbols

from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain

x, y = symbols("x y", real=True)
dx, dy = symbols("dx dy", real=True)


def test_each_variable_contributes_its_partial_derivative(solve):
    found = solve("total_differential", function="x^2 y^3")
    assert plain(found.answer.fields["expression"]) == 2 * x * y**3 * dx + 3 * x**2 * y**2 * dy
    assert found.verified


def test_the_check_is_the_rate_along_a_line(solve):
    found = solve("total_differential", function="x e^y")
    assert found.steps[-1].rule == "total_differential.definition"
    assert plain(found.steps[-1].result) == exp(y) * dx + x * exp(y) * dy


def test_a_variable_that_does_not_occur_contributes_nothing(solve):
    found = solve("total_differential", function="x^2", variables=["x", "y"])
    assert plain(found.answer.fields["expression"]) == 2 * x * dx


def test_the_letters_follow_the_problem(solve):
    found = solve("total_differential", function="P = R_1 R_2", variables=["R_1", "R_2"])
    assert str(found.steps[-1].name) == "dP"
    assert {s.name for s in found.answer.fields["expression"].free_symbols} == {"R_1", "R_2", "dR_1", "dR_2"}


def test_a_constant_has_the_differential_zero(solve):
    found = solve("total_differential", function="5", variables=["x"])
    assert found.status == "solved" and found.answer.fields["expression"] == 0


def test_one_variable_is_spoken_of_as_one(solve):
    page = " ".join(fragment(narrate(solve("total_differential", function="A = 4/r^2"))).split())
    assert "A small change dr of the variable changes A(r)" in page and "Each variable" not in page and "contributions" not in page
