"""Gradients: variables in the usual order, one component each, the value at a point."""

from __future__ import annotations

import pytest
from every import over
from sympy import Rational, Symbol

from tutor.errors import Invalid
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.heads import Vector
from tutor.trees.tree import evaluated

x, y, z = (Symbol(n, real=True) for n in "xyz")


def test_variables_are_x_y_z_first_then_by_the_alphabet(solve):
    found = solve("gradient", function="w y + t x + z u")
    assert [v.name for v in found.problem.variables] == ["x", "y", "z", "t", "u", "w"]


def test_constants_are_no_variables(solve):
    found = solve("gradient", function="a x^2 + k y")
    assert found.problem.variables == (x, y)


def test_letters_for_constants_are_variables_where_there_are_no_others(solve):
    found = solve("gradient", function="a^2 b", point=[1, 2])
    assert evaluated(found.answer.fields["vector"]) == Vector(4, 1)


def test_a_point_in_space_makes_z_a_variable(solve):
    found = solve("gradient", function="x^2 + y", point=[1, 2, 3])
    assert found.problem.variables == (x, y, z)
    assert evaluated(found.answer.fields["vector"]) == Vector(2, 1, 0)


def test_variables_can_be_listed_in_any_order(solve):
    found = solve("gradient", function="x^2 y", variables=["y", "x"])
    assert evaluated(found.answer.fields["vector"]) == Vector(x**2, 2 * x * y)


def test_a_point_with_names_is_put_in_the_order_of_the_variables(solve):
    assert evaluated(solve("gradient", function="x^2 y", point={"y": 3, "x": 1}).answer.fields["vector"]) == Vector(6, 1)


def test_coordinates_may_be_symbolic(solve):
    found = solve("gradient", function="x^2 y", point=["a", "2a"])
    a = Symbol("a", real=True)
    assert evaluated(found.answer.fields["vector"]) == Vector(4 * a**2, a**2)


def test_a_point_with_too_many_coordinates_is_refused(solve):
    with pytest.raises(Invalid, match="3 coordinates for the 2 variables x, y"):
        solve("gradient", function="x y", variables=["x", "y"], point=[1, 2, 3])


def test_there_is_a_step_a_component(solve):
    found = solve("gradient", function="x y z")
    assert [s.rule for s in found.steps] == ["gradient.partial"] * 3 + ["gradient.assemble"]


@over(
    ("function", "point"),
    [("sqrt(x^2 + y^2)", [0, 0]), ("x^(3/2) y", [-1, -1]), ("ln(x y)", [1, -1]), ("x/y", [1, 0]), ("arcsin(x) + y", [2, 0])],
)
def test_outside_the_domain_there_is_no_answer(solve, function, point):
    assert solve("gradient", function=function, point=point).status == "unsupported"


def test_inside_the_domain_of_a_product_both_signs_are_fine(solve):
    assert evaluated(solve("gradient", function="ln(x y)", point=[-1, -2]).answer.fields["vector"]) == Vector(-1, Rational(-1, 2))


def test_every_number_is_written_where_a_point_is_put_in_but_no_minus_nothing(solve):
    page = fragment(narrate(solve("gradient", function="y e^(x y) + 3x^2 e^(-y)", point=[1, 0])))
    assert "+ 6 · 1 · e⁰" in page and "− 3 · 1²e⁰⟩" in page
    page = fragment(narrate(solve("gradient", function="x e^(-2x - y) + y^2 e^x", point=[0, 0])))
    assert "e⁻⁰" not in page and "0e" not in page and "−0" not in page


def test_the_box_says_where_it_holds_as_the_steps_do(solve):
    assert "for x² + y > 0" in fragment(narrate(solve("gradient", function="ln(x^2 + y)")))
