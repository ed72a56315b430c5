"""Directional derivatives: every way to give a direction, and what is no direction."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, sqrt

from tutor.errors import Invalid
from tutor.trees.heads import Vector
from tutor.trees.tree import evaluated


def stages(found):
    return [s.rule.removeprefix("directional_derivative.") for s in found.steps]


def test_a_direction_is_made_a_unit_vector(solve):
    found = solve("directional_derivative", function="x y", point=[1, 2], direction=[3, 4])
    assert evaluated(found.answer.fields["expression"]) == 2
    unit = next(s for s in found.steps if s.rule.endswith(".unit"))
    assert evaluated(unit.result) == Vector(Rational(3, 5), Rational(4, 5))


@pytest.mark.parametrize("direction", [["3/5", "4/5"], [0, -1], ["sqrt(2)/2", "sqrt(2)/2"]])
def test_a_unit_vector_is_left_alone(solve, direction):
    found = solve("directional_derivative", function="x y", point=[1, 2], direction=direction)
    assert found.status == "solved"
    assert "length" in stages(found)
    assert "unit" not in stages(found)


def test_toward_takes_the_displacement(solve):
    found = solve("directional_derivative", function="x y", point=[1, 1], toward=[4, 5])
    displacement = next(s for s in found.steps if s.rule.endswith(".displacement"))
    assert evaluated(displacement.result) == Vector(3, 4)
    assert evaluated(found.answer.fields["expression"]) == Rational(7, 5)


def test_an_angle_gives_a_unit_vector_without_a_length(solve):
    found = solve("directional_derivative", function="x + y", point=[0, 0], angle="pi/6")
    assert "length" not in stages(found)
    assert (found.answer.fields["expression"] - (1 + sqrt(3)) / 2).expand() == 0


def test_the_answer_is_checked_by_the_definition_and_the_bound(solve):
    found = solve("directional_derivative", function="x^2 y", point=[1, 2], direction=[1, 1])
    assert stages(found)[-2:] == ["bound", "definition"]
    assert found.steps[-1].result == found.answer.fields["expression"]


def test_the_zero_direction_is_refused(solve):
    found = solve("directional_derivative", function="x y", point=[0, 1], direction=[0, 0])
    assert found.status == "unsupported"
    assert "zero vector" in found.message


def test_toward_the_point_itself_is_no_direction(solve):
    found = solve("directional_derivative", function="x y", point=[1, 1], toward=[1, 1])
    assert found.status == "unsupported"
    assert "zero vector" in found.message


def test_a_zero_gradient_gives_zero_in_every_direction(solve):
    found = solve("directional_derivative", function="x^2 + y^2", point=[0, 0], direction=[1, 2])
    assert evaluated(found.answer.fields["expression"]) == Integer(0)


def test_exactly_one_way_to_give_the_direction(solve):
    with pytest.raises(Invalid, match="both direction and angle are given"):
        solve("directional_derivative", function="x y", point=[1, 1], direction=[1, 0], angle="pi")
    with pytest.raises(Invalid, match="none is given"):
        solve("directional_derivative", function="x y", point=[1, 1])


def test_a_direction_needs_a_component_for_every_variable(solve):
    with pytest.raises(Invalid, match="3 components for the 2 variables x, y"):
        solve("directional_derivative", function="x y", point=[1, 1], direction=[1, 2, 3])


def test_an_angle_is_for_the_plane(solve):
    with pytest.raises(Invalid, match="in the plane only"):
        solve("directional_derivative", function="x y z", point=[1, 1, 1], angle="pi/4")


@pytest.mark.parametrize(("function", "point"), [("sqrt(x y)", [0, 1]), ("x^2 y/(x^4 + y^2)", [0, 0]), ("ln x + y", [-1, 0])])
def test_outside_the_domain_there_is_no_answer(solve, function, point):
    assert solve("directional_derivative", function=function, point=point, direction=[1, 1]).status == "unsupported"
