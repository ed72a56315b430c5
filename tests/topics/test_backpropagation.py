"""Backpropagation: one node an operation, shared ones once, every path collected, the result checked against the gradient."""

from __future__ import annotations

import re

import pytest
from every import over
from sympy import Symbol, cos, sin

from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.heads import Diff, Vector
from tutor.trees.tree import evaluated

x, y = Symbol("x", real=True), Symbol("y", real=True)


def stages(found, name):
    return [s for s in found.steps if s.rule == f"backpropagation.{name}"]


def test_value_and_gradient(solve):
    found = solve("backpropagation", function="x^2 y + y", point=[3, 2])
    assert evaluated(found.answer.fields["value"]) == 20
    assert evaluated(found.answer.fields["vector"]) == Vector(12, 10)


def test_the_table_has_a_row_for_every_input_and_node(solve):
    found = solve("backpropagation", function="x y + sin x", point=[2, 3])
    assert [str(row[0]) for row in found.answer.fields["table"]] == ["x", "y", "v_1", "v_2", "v_3"]
    assert len(stages(found, "forward")) == 3
    assert len(stages(found, "backward")) == 4


def test_equal_parts_are_one_node(solve):
    found = solve("backpropagation", function="(x y)^2 + x y", point=[1, 2])
    assert len(stages(found, "forward")) == 3


def test_an_input_that_is_used_twice_collects_both_paths(solve):
    found = solve("backpropagation", function="x^2 + sin x", point=["pi"])
    (into_x,) = (s for s in stages(found, "backward") if s.facts["node"] == x)
    assert len(into_x.facts["edges"]) == 2


def test_the_gradient_is_checked_against_the_derivatives_of_the_function(solve):
    found = solve("backpropagation", function="x e^y", point=[2, 0])
    last = found.steps[-1]
    assert last.before.has(Diff)
    assert last.children == ()
    assert evaluated(last.result) == Vector(1, 2)


def test_without_a_point_it_is_done_in_general(solve):
    found = solve("backpropagation", function="x sin y")
    assert evaluated(found.answer.fields["vector"]) == Vector(sin(y), x * cos(y))


def test_letters_of_nodes_avoid_letters_of_the_problem(solve):
    found = solve("backpropagation", function="v_1 v_2 + v_1", point=[2, 3])
    assert found.status == "solved"
    assert evaluated(found.answer.fields["vector"]) == Vector(4, 2)


@pytest.mark.parametrize("function", ["x", "5"])
def test_a_function_without_operations_has_no_graph(solve, function):
    found = solve("backpropagation", function=function)
    assert found.status == "unsupported"
    assert "no operation" in found.message


@over(("function", "point"), [("1/x", [0]), ("ln x + y", [-2, 1]), ("ln(sin x)", [4]), ("artanh x", [2]), ("sqrt(x) y", [-1, 0])])
def test_outside_the_domain_there_is_no_answer(solve, function, point):
    assert solve("backpropagation", function=function, point=point).status == "unsupported"


def test_each_derivative_of_a_group_has_a_number_where_one_has(solve):
    page = fragment(narrate(solve("backpropagation", function="x sin(y) + y", point=[1, 2]), detail="full"))
    assert len(re.findall(r"^ +2\.\d\. ∂v", page, re.MULTILINE)) == len(stages(solve("backpropagation", function="x sin(y) + y"), "local"))
