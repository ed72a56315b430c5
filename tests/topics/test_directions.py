"""The directions in which a function changes at a given rate: none, one or two, and a cone in space."""

from __future__ import annotations

import pytest
from sympy import Rational, sqrt

from tutor.trees.heads import Vector
from tutor.trees.tree import evaluated


def directions(found):
    return {evaluated(v) for v in found.answer.fields["vectors"]}


def test_between_the_extremes_there_are_two(solve):
    found = solve("directions", function="x^2 + y^2", point=[3, 4], rate=6)
    assert found.verified
    assert directions(found) == {Vector(1, 0), Vector(-Rational(7, 25), Rational(24, 25))}


@pytest.mark.parametrize(("rate", "sign"), [(10, 1), (-10, -1)])
def test_an_extreme_rate_has_one(solve, rate, sign):
    found = solve("directions", function="x^2 + y^2", point=[3, 4], rate=rate)
    assert directions(found) == {Vector(sign * Rational(3, 5), sign * Rational(4, 5))}


def test_no_change_is_across_the_gradient(solve):
    found = solve("directions", function="x + 2y", point=[0, 0], rate=0)
    assert directions(found) == {Vector(-2 / sqrt(5), 1 / sqrt(5)), Vector(2 / sqrt(5), -1 / sqrt(5))}


@pytest.mark.parametrize(("function", "rate"), [("x^2 + y^2", "10.01"), ("x^2 + y^2", "-11"), ("(x - 3)^2 + (y - 4)^2", 1)])
def test_a_rate_beyond_the_length_of_the_gradient_has_none(solve, function, rate):
    found = solve("directions", function=function, point=[3, 4], rate=rate)
    assert found.verified and directions(found) == set()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"function": "x y z", "point": [1, 1, 1], "rate": 1}, "cone"),
        ({"function": "x y", "point": [0, 0], "rate": 0}, "0 in every direction"),
        ({"function": "x y", "point": [1, 2], "rate": "c"}, "depends on the letters"),
        ({"function": "sqrt(x^2 + y^2)", "point": [0, 0], "rate": 1}, "say nothing at the point"),
    ],
)
def test_what_is_refused_is_named(solve, fields, said):
    found = solve("directions", **fields)
    assert found.status == "unsupported" and said in found.message


def test_no_change_in_space_is_refused_whole_with_the_plane_named(solve):
    found = solve("directions", function="x^2 + 2y - 3z", point=[1, 0, 0], rate=0)
    assert found.status == "unsupported" and "fill the plane" in found.message
    assert found.steps[-1].rule == "directions.length"
