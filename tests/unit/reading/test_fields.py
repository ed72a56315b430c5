"""Fields of a problem in the ways they are typed."""

from __future__ import annotations

import pytest
from sympy import Eq, symbols

from tutor.errors import Invalid
from tutor.reading.problem import read_problem
from tutor.reading.sets import as_record

x, y, z = symbols("x y z", real=True)


def given(**fields):
    return read_problem(as_record(fields, "1")).given


@pytest.mark.parametrize(
    "field",
    ["<x y, y>", "F = <x y, y>", "F(x, y) = (x y, y)", "x y i + y j", "F = x y i + y j", ["x y", "y"], ["P = x y", "Q = y"]],
)
def test_a_field_may_have_a_name(field):
    assert given(kind="divergence", field=field)["field"] == (x * y, y)


def test_components_may_have_names():
    assert given(kind="jacobian", functions="u = x y, v = x + y")["functions"] == (x * y, x + y)


@pytest.mark.parametrize("region", [["0 <= x <= 3", "y >= 0"], "0 <= x <= 3, y >= 0", "0 <= x <= 3 and y >= 0"])
def test_conditions_that_all_hold(region):
    found = given(kind="critical_points", function="x y", domain=region)["domain"]
    assert [str(c) for c in found] == ["0 <= x", "x <= 3", "y >= 0"]


def test_an_equation_is_a_condition_too():
    assert given(kind="critical_points", function="x y", domain="x + y = 1")["domain"] == (Eq(x + y, 1),)


@pytest.mark.parametrize(("region", "said"), [("x > 0 or y > 0", "all hold"), ("x y", "equations or inequalities"), ([], "at least one")])
def test_what_is_no_condition_is_refused(region, said):
    with pytest.raises(Invalid, match=said):
        given(kind="critical_points", function="x y", domain=region)
