"""Jacobian matrices: rows are functions, columns are variables, any shape."""

from __future__ import annotations

import pytest
from sympy import Symbol, cos, sin

from tutor.errors import Invalid
from tutor.trees.heads import MatrixOf, Name
from tutor.trees.tree import evaluated

x, y, t = (Symbol(n, real=True) for n in "xyt")


def test_a_row_a_function_and_a_column_a_variable(solve):
    found = solve("jacobian", functions=["x y", "x + y", "x^2"])
    assert evaluated(found.answer.fields["matrix"]) == MatrixOf([y, x], [1, 1], [2 * x, 0])


def test_one_function_gives_a_row(solve):
    assert evaluated(solve("jacobian", functions=["x^2 y"]).answer.fields["matrix"]) == MatrixOf([2 * x * y, x**2])


def test_one_variable_gives_a_column(solve):
    assert evaluated(solve("jacobian", functions=["cos t", "sin t"]).answer.fields["matrix"]) == MatrixOf([-sin(t)], [cos(t)])


def test_the_functions_can_be_one_vector(solve):
    assert evaluated(solve("jacobian", functions="<x y, x>").answer.fields["matrix"]) == MatrixOf([y, x], [1, 0])


def test_functions_and_entries_are_named(solve):
    found = solve("jacobian", functions=["x y", "x"])
    assert found.steps[0].name == Name("f_1", "∂", (x,))
    assert found.steps[0].facts["held"] == (y,)


def test_the_point_is_put_into_every_entry(solve):
    found = solve("jacobian", functions=["x^2 y", "x/y"], point=[2, 1])
    assert evaluated(found.answer.fields["matrix"]) == MatrixOf([4, 4], [1, -2])


def test_a_point_with_too_few_coordinates_is_refused(solve):
    with pytest.raises(Invalid, match="1 coordinate for the 2 variables x, y"):
        solve("jacobian", functions=["x y", "x"], variables=["x", "y"], point=[1])


@pytest.mark.parametrize(("functions", "point"), [(["ln x", "y"], [-1, 2]), (["y", "1/(x + y)"], [1, -1]), (["artanh(x) y", "y"], [2, 0])])
def test_outside_the_domain_there_is_no_answer(solve, functions, point):
    assert solve("jacobian", functions=functions, point=point).status == "unsupported"
