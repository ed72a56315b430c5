"""Newton's method for a minimum: one step on a bowl, and a saddle point called a saddle point."""

from __future__ import annotations

from fractions import Fraction

import pytest
from every import over
from sympy import Rational

import tutor
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain


def test_one_step_on_a_bowl(solve):
    found = solve("newton_minimize", function="(x - 3)^2 + (y + 2)^2 + x y", start=["0", "0"], steps=1)
    assert found.verified
    assert found.answer.fields["iterates"][-1] == (Rational(16, 3), Rational(-14, 3))


@over(
    ("function", "start", "bends"),
    [
        ("x^4 + y^4 - 4x y", ["2", "1"], "up"),
        ("x^4 + y^4 - 4x y", ["1/10", "1/5"], "both"),
        ("4x - x^2 - y^2", ["1", "1"], "down"),
        ("x^4 - 3x", ["1"], "up"),
        ("x^3 - 3x", ["-2"], "down"),
    ],
)
def test_what_was_found(solve, function, start, bends):
    found = solve("newton_minimize", function=function, start=start, steps=4)
    (stage,) = (s for s in found.steps if s.rule == "newton_minimize.bends")
    assert found.verified and stage.facts["bends"] == bends


def test_a_minimum_to_its_digits(solve):
    found = solve("newton_minimize", function="x^4 - 3x", start=["1"], tolerance="1e-12")
    assert float(plain(found.answer.fields["iterates"][-1][0])) == pytest.approx(0.75 ** (1 / 3), rel=1e-13)


def test_a_singular_hessian(solve):
    assert solve("newton_minimize", function="x^3 + y^2", start=["0", "1"], steps=3).answer.fields["stopped"] == "singular"


def test_a_step_that_leads_nowhere_is_not_said_to_double_digits():
    text = tutor.render(tutor.solve("newton_minimize", function="3x^2 + 2x y + 2y^2 - 8x - 6y", start=[7, -4], steps=2), "text")
    assert "From step 1 on the point stays the same" in text and "doubles" not in text


def test_the_steps_are_those_of_exact_fractions(solve):
    found = solve("newton_minimize", function="x^4 + y^4 - 4x y", start=["2", "1"], steps=4).answer.fields["iterates"]
    x, y = Fraction(2), Fraction(1)
    for step in found[1:]:
        g, h = 4 * x**3 - 4 * y, 4 * y**3 - 4 * x
        a, d = 12 * x**2, 12 * y**2
        x, y = x - (d * g + 4 * h) / (a * d - 16), y - (4 * g + a * h) / (a * d - 16)
        assert [float(plain(v)) for v in step] == pytest.approx([float(x), float(y)], rel=1e-11)


def test_the_first_step_is_worked_out_on_the_page(solve):
    found = solve("newton_minimize", function="x^2 + x y + 2y^2 - 3x", start=["1", "0"], steps="1")
    page = " ".join(fragment(narrate(found)).split())
    assert "∇f(p₀) = ⟨2 · 1 + 0 − 3, 1 + 4 · 0⟩ = ⟨−1, 1⟩" in page
    assert "reads 2s₁ + s₂ = 1 and s₁ + 4s₂ = −1. By Cramer's rule it has the solution" in page
    assert "1 · 4 − 1 · (−1)" in page


def test_far_from_a_stationary_point_none_is_classified():
    page = tutor.render(tutor.solve("newton_minimize", function="x^2 + x^3 - 2x y^2", start=["1/5", "2/5"], steps=2), "text")
    assert "nothing is said here of the point" in " ".join(page.split()) and "saddle" not in page
