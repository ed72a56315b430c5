"""The numeric check: differences as NumPy would take them, with the error that they should have, and what libraries find."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from every import over
from sympy import Abs, Le

import tutor
from tutor.cli import main
from tutor.deriving.evidence import Refuted, holds
from tutor.model import stated
from tutor.trees.tree import plain


def stage(name, kind, **fields):
    """The one stage of that name on a page with its numeric check."""
    found = tutor.solve(kind, **fields, numeric_check=True)
    assert found.verified
    (step,) = (s for s in found.derivation.steps if s.rule == f"{kind}.{name}")
    return step


def column(step, k):
    return [float(plain(row[k])) for row in step.shown.table.rows]


@over(
    ("kind", "fields", "due"),
    [
        ("gradient", {"function": "x^2 + 3xy", "point": [1, 2]}, [8, 3]),
        ("gradient", {"function": "x^2 + 2y^2 + 3z^2", "point": [1, 2, 3]}, [2, 8, 18]),
        ("directional_derivative", {"function": "x^2 + y^2", "point": [1, 1], "direction": [3, 4]}, [2, 2]),
        ("steepest_ascent", {"function": "x y", "point": [2, 1]}, [1, 2]),
        ("jacobian", {"functions": ["x^2 y", "x + sin y"], "point": [1, 0]}, [0, 1, 1, 1]),
        ("hessian", {"function": "x^3 - 3xy + y^3", "point": [1, 1]}, [6, -3, 6]),
        ("gradient_descent", {"function": "x^2 + 10y^2", "start": [5, 5], "learning_rate": "0.05", "steps": 1}, [10, 100]),
    ],
)
def test_differences_are_as_near_as_they_should_be(kind, fields, due):
    step = stage("numeric", kind, **fields)
    assert step.facts["close"] and step.evidence != "none"
    assert column(step, 1) == pytest.approx(due, rel=1e-6, abs=1e-6)
    assert all(error <= 10 * expected for error, expected in zip(column(step, 3), column(step, 4), strict=True))


def test_the_difference_is_that_of_a_program():
    step = stage("numeric", "gradient", function="sin(x) cos(y) + 0.1(x^2 + y^2)", point=["0.5", "-1"])

    def f(x, y):
        return np.sin(x) * np.cos(y) + 0.1 * (x * x + y * y)

    h = 1e-5
    due = [(f(0.5 + h, -1) - f(0.5 - h, -1)) / (2 * h), (f(0.5, -1 + h) - f(0.5, -1 - h)) / (2 * h)]
    assert column(step, 1) == pytest.approx(due, rel=1e-9)


def test_the_error_of_the_formula_is_that_of_the_third_derivative():
    step = stage("numeric", "gradient", function="1000x^3", point=["1/10"])
    assert column(step, 4)[0] == pytest.approx(1e-7, rel=0.01)  # h^2 6000/6, and hardly any rounding


def test_a_changed_difference_is_refuted():
    step = stage("numeric", "gradient", function="x^2 y", point=[1, 2])
    for claim in step.claims:
        size, bound = claim.left.args
        with pytest.raises(Refuted):
            holds(stated(Le(Abs(size.args[0] + 1, evaluate=False), bound, evaluate=False)))


def test_a_kink_beside_the_point_is_said():
    found = tutor.solve("gradient", function="|x| y", point=["0.000001", "1"], numeric_check=True)
    assert found.verified
    assert "farther off" in str(found)


def test_without_a_point_one_is_picked_where_the_function_is_defined():
    step = stage("numeric", "gradient", function="sqrt(1 - x^2 - y^2)")
    x, y = (float(v) for v in step.facts["where"].values())
    assert x * x + y * y < 1 and step.facts["close"]


def test_letters_have_no_floats():
    assert "letters" in str(tutor.solve("gradient", function="a x^2", variables=["x"], numeric_check=True))


def test_only_where_it_is_asked_for():
    assert "differences" not in str(tutor.solve("gradient", function="x^2", point=[1]))


def test_the_command_has_it(capsys):
    assert main(["solve", "gradient", "function=x^2 y", "point=(1, 2)", "--numeric-check"]) == 0
    assert "By central differences" in capsys.readouterr().out


@over(
    ("kind", "fields"),
    [
        ("newton_root", {"function": "x^3 - 2x - 5", "start": [2]}),
        ("newton_root", {"function": ["x^2 + y^2 = 4", "x y = 1"], "start": [2, 0]}),
        ("newton_minimize", {"function": "x^4 + y^4 - 4x y", "start": [2, 1]}),
        ("bfgs", {"function": "(x - 3)^2 + (y + 2)^2 + x y", "start": [0, 0]}),
        ("bfgs", {"function": "(1 - x)^2 + 100(y - x^2)^2", "start": [0, 0]}),
    ],
)
@pytest.mark.slow
def test_scipy_comes_to_the_same_point(kind, fields):
    pytest.importorskip("scipy")
    step = stage("library", kind, **fields)
    assert column(step, 1) == pytest.approx(column(step, 2), rel=1e-4)


def test_numpy_finds_the_same_fit_and_the_same_singular_values():
    step = stage("library", "least_squares", points=[[0, 1], [1, 2], [2, 4]], model="m x + b")
    assert column(step, 1) == pytest.approx(column(step, 2))
    step = stage("library", "principal_components", data=[[2, 0], [0, 1], [3, 2], [5, 4], [0, 3]])
    assert column(step, 1) == pytest.approx(column(step, 2))


def test_without_scipy_that_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)
    found = tutor.solve("newton_root", function="x^2 = 2", start=[1], steps=2, numeric_check=True)
    assert found.verified and "SciPy is not installed" in str(found)


def test_a_failure_of_the_library_is_told():
    pytest.importorskip("scipy")
    found = tutor.solve("newton_root", function="x^2 + 1", start=["0.5"], steps=3, numeric_check=True)
    assert "without an answer" in str(found)


def test_the_pages_of_problems_with_parameters_have_it_too():
    found = tutor.solve("gradient", function="a x^2 y", point=[1, 2], variables=["x", "y"], parameters={"a": [2, 3]}, numeric_check=True)
    assert "By central differences" in str(found)
