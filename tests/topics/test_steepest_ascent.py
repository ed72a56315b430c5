"""Steepest ascent: the gradient and its length, the way down, the ways of no change, and none at a critical point."""

from __future__ import annotations

import pytest
from sympy import sqrt

from tutor.trees.heads import Vector
from tutor.trees.tree import evaluated


def stage(found, name):
    return next(s for s in found.steps if s.rule == f"steepest_ascent.{name}")


def test_direction_and_rate_are_the_gradient_and_its_length(solve):
    found = solve("steepest_ascent", function="x^2 y", point=[1, 2])
    assert list(found.answer.fields) == ["direction", "rate"]
    assert evaluated(found.answer.fields["direction"]) == Vector(4, 1)
    assert evaluated(found.answer.fields["rate"]) == sqrt(17)


def test_descent_is_the_opposite_way(solve):
    found = solve("steepest_ascent", function="x^2 y", point=[1, 2])
    assert stage(found, "descent").result == Vector(-4, -1)


def test_in_the_plane_the_ways_of_no_change_are_across(solve):
    found = solve("steepest_ascent", function="x^2 y", point=[1, 2])
    assert stage(found, "no_change").result == 0


def test_in_space_the_ways_of_no_change_fill_a_plane(solve):
    found = solve("steepest_ascent", function="x y z", point=[1, 1, 1])
    assert evaluated(found.answer.fields["rate"]) == sqrt(3)
    assert len(stage(found, "no_change_plane").result.free_symbols) == 3


def test_a_gradient_of_length_one_is_not_divided(solve):
    found = solve("steepest_ascent", function="(3x + 4y)/5")
    assert evaluated(found.answer.fields["rate"]) == 1
    assert "steepest_ascent.direction" not in [s.rule for s in found.steps]


@pytest.mark.parametrize("function", ["x^2 + y^2", "x y", "7"])
def test_at_a_critical_point_nothing_is_steepest(solve, function):
    found = solve("steepest_ascent", function=function, variables=["x", "y"], point=[0, 0])
    assert found.status == "unsupported"
    assert "critical point" in found.message


@pytest.mark.parametrize(("function", "point"), [("ln(x y)", [1, -1]), ("sqrt(x^2 + y^2)", [0, 0]), ("1/(x - y)", [2, 2])])
def test_outside_the_domain_there_is_no_answer(solve, function, point):
    assert solve("steepest_ascent", function=function, point=point).status == "unsupported"
