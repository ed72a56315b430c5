"""Curl: a vector in space, a number in the plane, nothing elsewhere."""

from __future__ import annotations

import pytest
from sympy import Symbol

from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.heads import Vector
from tutor.trees.tree import evaluated

x, y, z = (Symbol(n, real=True) for n in "xyz")


def test_in_space_it_is_a_vector(solve):
    found = solve("curl", field=["y z", "x^2", "x y"])
    assert list(found.answer.fields) == ["vector"]
    assert evaluated(found.answer.fields["vector"]) == Vector(x, 0, 2 * x - z)


def test_in_the_plane_it_is_a_number(solve):
    found = solve("curl", field=["-x y", "x^2"])
    assert list(found.answer.fields) == ["expression"]
    assert evaluated(found.answer.fields["expression"]) == 3 * x
    assert found.steps[-1].rule == "curl.subtract_plane"


def test_only_the_derivatives_that_occur_are_taken(solve):
    assert [s.rule for s in solve("curl", field=["x", "y"]).steps].count("curl.partial") == 2
    assert [s.rule for s in solve("curl", field=["x", "y", "z"]).steps].count("curl.partial") == 6


def test_a_gradient_field_has_none(solve):
    assert evaluated(solve("curl", field=["y z e^(x y z)", "x z e^(x y z)", "x y e^(x y z)"]).answer.fields["vector"]) == Vector(0, 0, 0)


def test_the_point_is_put_in(solve):
    assert evaluated(solve("curl", field=["-y^2", "x^2"], point=[1, 2]).answer.fields["expression"]) == 6


def test_a_field_in_the_plane_may_be_given_in_space(solve):
    assert evaluated(solve("curl", field=["-y", "x", 0], variables=["x", "y", "z"]).answer.fields["vector"]) == Vector(0, 0, 2)


@pytest.mark.parametrize(("field", "variables"), [(["w", "x", "y", "z"], ["w", "x", "y", "z"]), (["x"], ["x"])])
def test_other_dimensions_have_no_curl(solve, field, variables):
    found = solve("curl", field=field, variables=variables)
    assert found.status == "unsupported"
    assert "two or three components" in found.message


def test_a_field_needs_a_component_for_every_variable(solve):
    found = solve("curl", field=["x", "y"], variables=["x", "y", "z"])
    assert found.status == "unsupported"


@pytest.mark.parametrize(
    ("field", "point"), [(["-y/(x^2 + y^2)", "x/(x^2 + y^2)"], [0, 0]), (["ln y", "x"], [1, -1]), (["arcsin x", "x"], [2, 0])]
)
def test_outside_the_domain_there_is_no_answer(solve, field, point):
    assert solve("curl", field=field, point=point).status == "unsupported"


def test_the_law_of_the_coordinates_is_said_once(solve):
    found = solve("curl", field=["z", "r", "0"], coordinates="cylindrical")
    page = " ".join(fragment(narrate(found)).split())
    assert page.count("∇ × F = ⟨(∂R/∂θ − ∂/∂z[rQ])/r, ∂P/∂z − ∂R/∂r, (∂/∂r[rQ] − ∂P/∂θ)/r⟩.") == 1


def test_the_heading_of_the_other_way_names_the_coordinates(solve):
    found = solve("curl", field=["0", "r z", "r"], coordinates="cylindrical")
    assert "Check: By way of x, y and z" in fragment(narrate(found))


def test_an_answer_0_keeps_the_places_where_the_field_is_not(solve):
    found = solve("curl", field=["y/(x^2 + 4y^2)", "-x/(x^2 + 4y^2)"])
    assert "for x² + 4y² ≠ 0" in fragment(narrate(found))
    nowhere = solve("curl", field=["x/(x^2 + y^2 + 1)", "y/(x^2 + y^2 + 1)"])
    assert "≠" not in fragment(narrate(nowhere))
