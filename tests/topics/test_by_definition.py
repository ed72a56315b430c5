"""Derivatives by the definition: values of a function of its own at a point, edges, creases, and refusals where there is none."""

from __future__ import annotations

from math import hypot

import pytest
from every import over
from sympy import Rational, Symbol, simplify

from tutor.trees.tree import evaluated, plain, substitute

HALF = Rational(1, 2)


def stages(found):
    return [s.rule.partition(".")[2] for s in found.steps]


def value(found):
    return plain(evaluated(found.answer.fields["expression"]))


@over(
    ("function", "x", "there"),
    [
        ("(4x^3 - y^3)/(x^2 + y^2)", "x", 4),
        ("(4x^3 - y^3)/(x^2 + y^2)", "y", -1),
        ("x y/(x^2 + y^2)", "x", 0),
        ("(x^2 + 5x^3)/(x + y^2)", "x", 1),
        ("x sin(x)/(x^2 + y^4)^(1/2)", "y", 0),
        ("sin(x^3 + y^2)/(x^2 + y^2)", "x", 1),
    ],
)
def test_beside_a_value_of_its_own_the_quotient_has_a_limit(solve, function, x, there):
    found = solve("partial_derivative", function=function, with_respect_to=[x], point=[0, 0], exceptions=[{"at": [0, 0], "value": 0}])
    assert stages(found)[:2] == ["along", "quotient"]
    assert found.verified
    assert simplify(value(found) - there) == 0


def test_the_limit_agrees_with_quotients_of_numbers(solve):
    def f(x, y):
        return (x * x * y + 2 * y**3) / (x * x + y * y) if (x, y) != (0, 0) else 0

    found = solve(
        "directional_derivative",
        function="(x^2 y + 2y^3)/(x^2 + y^2)",
        point=[0, 0],
        direction=[5, 12],
        exceptions=[{"at": [0, 0], "value": 0}],
    )
    h = 1e-6
    for step in (h, -h):
        assert f(step * 5 / hypot(5, 12), step * 12 / hypot(5, 12)) / step == pytest.approx(float(value(found)), abs=1e-6)


@pytest.mark.parametrize(("order", "there"), [(["x", "y"], 0), (["y", "x"], 1)])
def test_mixed_derivatives_at_the_point_may_depend_on_the_order(solve, order, there):
    found = solve(
        "partial_derivative", function="x^3 y/(x^2 + y^2)", with_respect_to=order, point=[0, 0], exceptions=[{"at": [0, 0], "value": 0}]
    )
    assert found.verified
    assert value(found) == there


@over(
    ("function", "order", "point", "there"),
    [
        ("sqrt(x y)", ["x"], [3, 0], 0),
        ("x^4 + sqrt(x y)", ["x", "x"], [1, 0], 12),
        ("cbrt(x^3 + 8y^3)", ["y"], [0, 0], 2),
        ("|x y| + 3x", ["x"], [0, 0], 3),
        ("x |x| + y", ["x"], [0, 4], 0),
    ],
)
def test_what_is_held_may_be_put_in_first(solve, function, order, point, there):
    found = solve("partial_derivative", function=function, with_respect_to=order, point=point)
    assert found.verified
    assert value(found) == there


@over(
    ("kind", "fields"),
    [
        ("partial_derivative", {"function": "|x| + y", "with_respect_to": ["x"], "point": [0, 1]}),
        ("partial_derivative", {"function": "y sqrt(x - 1)", "with_respect_to": ["x"], "point": [1, 0]}),
        ("partial_derivative", {"function": "sqrt(x^2 + y^2)", "with_respect_to": ["y"], "point": [0, 0]}),
        ("partial_derivative", {"function": "cbrt(x y) + cbrt(x)", "with_respect_to": ["x"], "point": [0, 0]}),
        ("directional_derivative", {"function": "|x| + y", "direction": [1, 2], "point": [0, 1]}),
        ("directional_derivative", {"function": "sqrt(x)", "direction": [1, 0], "point": [0, 0], "variables": ["x", "y"]}),
        ("gradient", {"function": "|x| + y", "point": [0, 1]}),
        (
            "partial_derivative",
            {"function": "x y/(x^2 + y^2)", "with_respect_to": ["x"], "point": [0, 0], "exceptions": [{"at": [0, 0], "value": 1}]},
        ),
    ],
)
def test_where_there_is_no_derivative_none_is_given(solve, kind, fields):
    found = solve(kind, **fields)
    assert found.status == "unsupported"
    assert found.answer is None


def test_where_the_formula_holds_it_is_differentiated_as_ever(solve):
    found = solve("partial_derivative", function="|x| y", with_respect_to=["x"], point=[-1, 2])
    assert stages(found) == ["differentiate", "evaluate"]
    assert value(found) == -2


def test_the_step_has_a_letter_of_its_own(solve):
    found = solve(
        "partial_derivative",
        function="h x^3/(x^2 + y^2)",
        variables=["x", "y"],
        with_respect_to=["x"],
        point=[0, 0],
        exceptions=[{"at": [0, 0], "value": 0}],
    )
    h = Symbol("h", real=True)
    assert found.steps[0].facts["h"] != h
    assert evaluated(substitute(found.answer.fields["expression"], {h: HALF})) == HALF
