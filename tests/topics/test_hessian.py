"""Hessian matrices: symmetric, with the reverse orders derived as a check."""

from __future__ import annotations

import pytest
from sympy import Symbol

from tutor.trees.heads import MatrixOf, Name
from tutor.trees.tree import evaluated

x, y, z = (Symbol(n, real=True) for n in "xyz")


def checks(found):
    return [s for s in found.steps if s.rule == "hessian.symmetric"]


def test_the_mixed_derivatives_are_taken_in_both_orders(solve):
    found = solve("hessian", function="x^3 y^2")
    (check,) = checks(found)
    assert check.name == Name("f", "", (y, x))
    assert evaluated(check.result) == 6 * x**2 * y
    assert evaluated(found.answer.fields["matrix"]) == MatrixOf([6 * x * y**2, 6 * x**2 * y], [6 * x**2 * y, 2 * x**3])


def test_three_variables_need_three_checks(solve):
    found = solve("hessian", function="x y z")
    assert len(checks(found)) == 3
    assert evaluated(found.answer.fields["matrix"]) == MatrixOf([0, z, y], [z, 0, x], [y, x, 0])


def test_one_variable_gives_the_second_derivative(solve):
    assert evaluated(solve("hessian", function="x^3").answer.fields["matrix"]) == MatrixOf([6 * x])


def test_second_derivatives_keep_their_point_for_the_end(solve):
    found = solve("hessian", function="x^2 y", point=[1, 2])
    assert found.steps[-1].rule == "hessian.evaluate"
    assert evaluated(found.answer.fields["matrix"]) == MatrixOf([4, 2], [2, 0])


@pytest.mark.parametrize(
    ("function", "point"), [("ln(x y)", [-1, 1]), ("sqrt(x) y", [0, 1]), ("x/y", [1, 0]), ("(x^2 + y^2)^(1/2)", [0, 0])]
)
def test_outside_the_domain_there_is_no_answer(solve, function, point):
    assert solve("hessian", function=function, point=point).status == "unsupported"


def test_inside_the_domain_of_a_product_both_signs_are_fine(solve):
    assert evaluated(solve("hessian", function="ln(x y)", point=[-1, -1]).answer.fields["matrix"]) == MatrixOf([-1, 0], [0, -1])
