"""Reversed orders: the region read off the limits, both ways, and what is no region."""

from __future__ import annotations

from every import over

from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain

CASES = [
    ([["y", "0", "4 - x^2"], ["x", "-2", "2"]], [["x", "-sqrt(4 - y)", "sqrt(4 - y)"], ["y", "0", "4"]]),
    ([["y", "x^3", "4x"], ["x", "0", "2"]], [["x", "y/4", "y**(1/3)"], ["y", "0", "8"]]),
    ([["x", "0", "2 sqrt(4 - y^2)"], ["y", "-2", "2"]], [["y", "-sqrt(16 - x**2)/2", "sqrt(16 - x**2)/2"], ["x", "0", "4"]]),
    ([["y", "0", "a - x"], ["x", "0", "a"]], [["x", "0", "a - y"], ["y", "0", "a"]]),
]


@over(("limits", "reversed_"), CASES)
def test_the_other_way(solve, limits, reversed_):
    found = solve("reverse_order", integrand="f(x, y)", limits=limits)
    assert found.verified, found.message
    assert [[v, str(plain(a)), str(plain(b))] for v, a, b in found.answer.fields["limits"]] == reversed_


def test_the_integral_may_be_typed_as_one_formula(solve):
    typed = solve("reverse_order", integrand=r"\int_0^2\int_{x/2}^1 e^{y^2}\,dy\,dx")
    assert typed.answer == solve("reverse_order", integrand="e^(y^2)", limits=[["y", "x/2", "1"], ["x", "0", "2"]]).answer
    assert typed.verified


def test_limits_that_cross_are_no_region(solve):
    found = solve("reverse_order", integrand="x - y", limits=[["x", "y", "y^2"], ["y", "-1", "1"]])
    assert found.status == "unsupported" and "lower limit" in found.message


def test_a_value_that_is_not_found_leaves_the_limits(solve):
    found = solve("reverse_order", integrand="e^(x^2 y^3)", limits=[["y", "0", "x"], ["x", "0", "1"]])
    assert found.status == "solved" and "expression" not in found.answer.fields
    assert [v for v, _, _ in found.answer.fields["limits"]] == ["x", "y"]


def test_an_integral_that_is_left_is_its_own_answer(solve):
    page = fragment(narrate(solve("reverse_order", integrand="e^(x y)", limits=[["y", "0", "x"], ["x", "0", "1"]])))
    answer = page[page.index("─ Answer") :]
    assert "∫" in answer and "=" not in answer and "for " not in answer
