"""Divergence: each component by its own variable, in the plane, in space and beyond."""

from __future__ import annotations

import pytest
from sympy import Symbol

from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.heads import Name
from tutor.trees.tree import evaluated

x, y, z = (Symbol(n, real=True) for n in "xyz")


def test_each_component_is_differentiated_by_its_own_variable(solve):
    found = solve("divergence", field=["x^2", "x y", "y z"])
    assert evaluated(found.answer.fields["expression"]) == 3 * x + y
    assert [s.name for s in found.steps[:3]] == [Name("P", "∂", (x,)), Name("Q", "∂", (y,)), Name("R", "∂", (z,))]


def test_the_length_of_the_field_gives_the_variables(solve):
    found = solve("divergence", field=["1", "y", "3"])
    assert found.problem.variables == (x, y, z)
    assert evaluated(found.answer.fields["expression"]) == 1


def test_a_field_may_be_typed_with_basis_vectors(solve):
    assert evaluated(solve("divergence", field="x y i + y^2 j").answer.fields["expression"]) == 3 * y


def test_k_between_angle_brackets_is_a_letter(solve):
    assert evaluated(solve("divergence", field="<k x, k y, k z>").answer.fields["expression"]) == 3 * Symbol("k", real=True)


def test_constants_are_told_from_variables_by_the_number_of_components(solve):
    assert solve("divergence", field=["a x", "b y"]).problem.variables == (x, y)


def test_four_components_are_named_with_numbers(solve):
    found = solve("divergence", field=["w", "x", "y", "z"], variables=["w", "x", "y", "z"])
    assert found.steps[0].name == Name("F_1", "∂", (Symbol("w", real=True),))
    assert evaluated(found.answer.fields["expression"]) == 4


def test_a_field_needs_a_component_for_every_variable(solve):
    found = solve("divergence", field=["x", "y"], variables=["x", "y", "z"])
    assert found.status == "unsupported"
    assert "2 components and there are 3 variables" in found.message


@pytest.mark.parametrize(
    ("field", "point"), [(["ln x", "y"], [-1, 2]), (["ln y", "x"], [1, -1]), (["|x|", "y"], [0, 2]), (["1/x", "y"], [0, 0])]
)
def test_outside_the_domain_there_is_no_answer(solve, field, point):
    assert solve("divergence", field=field, point=point).status == "unsupported"


def test_the_law_of_the_coordinates_is_said_once(solve):
    found = solve("divergence", field=["0", "r theta", "z"], coordinates="cylindrical")
    page = fragment(narrate(found)).replace("\n   ", " ")
    assert page.count("In these coordinates ∇ · F = (∂/∂r[rP] + ∂Q/∂θ + ∂/∂z[rR])/r.") == page.count("In these coordinates") == 1


def test_what_the_divergence_adds_up_is_said_of_cartesian_coordinates_only(solve):
    plain = fragment(narrate(solve("divergence", field=["x y", "y", "z"]))).split()
    curved = fragment(narrate(solve("divergence", field=["1", "0", "z"], coordinates="cylindrical"))).split()
    assert "direction." in plain and "boxes." not in plain
    assert "direction." not in curved and "boxes." in curved
