"""Formulas that have to agree on a curve only."""

from __future__ import annotations

from every import over

import tutor
from tutor.checking.on_curve import EquationCurve, equal_on
from tutor.checking.opinion import REAL
from tutor.reading.parse import parse


def tree(text):
    return parse(text).tree


CIRCLE = EquationCurve(tree("x^2 + y^2"), tree("25"), "y")


@over(
    ("a", "b", "outcome"),
    [
        ("-(x^2 + y^2)/y^3", "-25/y^3", "equal"),
        ("-1/y - x^2/y^3", "-25/y^3", "equal"),
        ("-24/y^3", "-25/y^3", "different"),
        ("x/y", "-x/y", "different"),
        ("x^2", "25 - y^2", "equal"),
    ],
)
def test_the_equation_may_be_used(a, b, outcome):
    assert equal_on(tree(a), tree(b), CIRCLE, REAL).outcome == outcome


def test_a_curve_without_points_decides_nothing():
    assert equal_on(tree("x"), tree("y"), EquationCurve(tree("x^2 + y^2"), tree("-1"), "y"), REAL).outcome == "undecided"


def test_only_where_the_formula_has_a_value():
    assert equal_on(tree("-x/sqrt(25 - x^2)"), tree("-x/y"), CIRCLE, REAL).outcome == "different"  # the lower half is a part of it too


def test_an_implicit_derivative_is_compared_on_its_curve():
    asked = {"equation": "x y = 1", "dependent": "y", "with_respect_to": "x"}
    assert tutor.check("implicit_derivative", "-1/x^2", **asked).verdict.verdict == "correct"
    assert tutor.check("implicit_derivative", "-y/x", **asked).verdict.verdict == "correct"
    assert tutor.check("implicit_derivative", "1/x^2", **asked).verdict.verdict == "incorrect"
