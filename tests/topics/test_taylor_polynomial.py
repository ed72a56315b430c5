"""Taylor polynomials: against SymPy's series along a line, how they are written, and which derivatives are taken."""

from __future__ import annotations

import pytest
from sympy import diff, exp, factorial, sin, symbols

from tutor.deriving.topics.taylor_polynomial import indices
from tutor.printing.notation.text import text
from tutor.trees.tree import plain

x, y, t, a, b = symbols("x y t a b", real=True)


def test_the_form_is_base_and_displacements(solve):
    found = solve("taylor_polynomial", function="x^3 - 3xy + y^3", point=[1, 1], order=2)
    assert text(found.answer.fields["expression"]) == "−1 + 3(x − 1)² − 3(x − 1)(y − 1) + 3(y − 1)²"
    assert found.verified


@pytest.mark.parametrize("order", [1, 2, 3, 4])
def test_along_every_line_it_is_the_series(solve, order):
    found = plain(solve("taylor_polynomial", function="e^x sin(x + y)", point=[0, 0], order=order).answer.fields["expression"])
    along = exp(a * t) * sin((a + b) * t)
    series = sum(diff(along, t, k).subs(t, 0) * t**k / factorial(k) for k in range(order + 1))
    assert (found.subs({x: a * t, y: b * t}, simultaneous=True) - series).expand() == 0


def test_a_polynomial_is_its_own(solve):
    found = plain(solve("taylor_polynomial", function="x^2 y + 3y", point=[2, -1], order=3).answer.fields["expression"])
    assert (found - (x**2 * y + 3 * y)).expand() == 0


def test_each_mixed_derivative_is_taken_once(solve):
    assert list(indices((x, y), 2)) == [(x,), (y,), (x, x), (x, y), (y, y)]
    found = solve("taylor_polynomial", function="e^(x y) + x", point=[1, 1], order=2)
    assert sum(s.rule.endswith(".derivative") for s in found.steps) == 5


def test_what_is_zero_everywhere_is_not_differentiated_again(solve):
    found = solve("taylor_polynomial", function="x^2 + y", point=[0, 0], order=6)
    assert sum(s.rule.endswith(".derivative") for s in found.steps) < 9
    assert text(found.answer.fields["expression"]) == "y + x²"


def test_order_two_has_the_hessian_form(solve):
    found = solve("taylor_polynomial", function="x^2 + 3x y", point=[1, 2], order=2)
    (stage,) = (s for s in found.steps if s.rule.endswith(".hessian"))
    assert stage.evidence == "exact"


def test_the_check_is_along_lines_up_to_the_order(solve):
    found = solve("taylor_polynomial", function="sqrt(1 + x + y)", point=[0, 0], order=3)
    assert found.steps[-1].rule == "taylor_polynomial.agreement"
    assert found.steps[-1].evidence == "interval"


def test_too_high_and_too_many(solve):
    assert solve("taylor_polynomial", function="x y", point=[0, 0], order=7).status == "unsupported"
    found = solve("taylor_polynomial", function="w x y z", variables=["w", "x", "y", "z"], point=[0, 0, 0, 0], order=4)
    assert "more than 40" in found.message


def test_without_a_derivative_there_is_none(solve):
    assert solve("taylor_polynomial", function="abs(x) y", point=[0, 1], order=2).status == "unsupported"
    assert solve("taylor_polynomial", function="ln(x y)", point=[0, 1], order=2).status == "unsupported"
