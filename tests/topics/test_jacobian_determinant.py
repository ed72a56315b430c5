"""Jacobian determinants: the new variables, square transforms only, the sign kept."""

from __future__ import annotations

import pytest
from sympy import Symbol

from tutor.errors import Invalid
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.heads import Name
from tutor.trees.tree import evaluated

u, v = Symbol("u", real=True), Symbol("v", real=True)


def test_the_new_variables_are_found(solve):
    found = solve("jacobian_determinant", transform={"x": "u v", "y": "u + v"})
    assert found.problem.variables == (u, v)
    assert evaluated(found.answer.fields["expression"]) == v - u


def test_the_order_of_the_variables_decides_the_sign(solve):
    found = solve("jacobian_determinant", transform={"x": "u v", "y": "u + v"}, variables=["v", "u"])
    assert evaluated(found.answer.fields["expression"]) == u - v


def test_constants_of_the_transform_stay(solve):
    found = solve("jacobian_determinant", transform={"x": "a u", "y": "b v"}, variables=["u", "v"])
    assert str(found.answer.fields["expression"]) == "a*b"


def test_entries_are_named_after_the_old_variables(solve):
    found = solve("jacobian_determinant", transform={"x": "u v", "y": "u + v"})
    assert [s.name for s in found.steps[:2]] == [Name("x", "∂", (u,)), Name("x", "∂", (v,))]


def test_a_determinant_can_vanish(solve):
    assert evaluated(solve("jacobian_determinant", transform={"x": "u + v", "y": "2u + 2v"}).answer.fields["expression"]) == 0


@pytest.mark.parametrize(
    ("transform", "variables"),
    [({"x": "u v", "y": "u"}, ["u", "v", "w"]), ({"x": "u v"}, ["u", "v"]), ({"x": "u", "y": "u^2"}, ["u"])],
)
def test_only_square_matrices_have_a_determinant(solve, transform, variables):
    found = solve("jacobian_determinant", transform=transform, variables=variables)
    assert found.status == "unsupported"
    assert "as many new variables as old ones" in found.message


def test_a_transform_is_a_table(solve):
    with pytest.raises(Invalid, match="expected a table"):
        solve("jacobian_determinant", transform="u v")


@pytest.mark.parametrize("transform", [{"x": "ln u", "y": "v"}, {"x": "sqrt(u)^2", "y": "v"}, {"x": "v/(u + 1)", "y": "u"}])
def test_outside_the_domain_there_is_no_answer(solve, transform):
    assert solve("jacobian_determinant", transform=transform, variables=["u", "v"], point=[-1, 1]).status == "unsupported"


@pytest.mark.parametrize(
    ("transform", "expected"), [({"x": "e^(2u - v)", "y": "e^(u + v)"}, "3*exp(3*u)"), ({"x": "e^u", "y": "e^v"}, "exp(u)*exp(v)")]
)
def test_powers_of_e_are_joined_where_it_makes_them_shorter(solve, transform, expected):
    assert str(solve("jacobian_determinant", transform=transform).answer.fields["expression"]) == expected


def test_rows_are_functions_whichever_variables_are_new(solve):
    page = " ".join(fragment(narrate(solve("jacobian_determinant", transform={"s": "x + 2y", "t": "x - y"}))).split())
    assert "rows belong to the functions s and t, the columns to the variables x and y." in page
