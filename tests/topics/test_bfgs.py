"""BFGS: on a bowl it arrives after as many steps as there are variables; elsewhere it is the walk of an independent program."""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Rational

from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.heads import Rounded
from tutor.trees.tree import plain


def test_on_a_bowl_all_is_learnt(solve):
    found = solve("bfgs", function="(x - 3)^2 + (y + 2)^2 + x y", start=["0", "0"])
    assert found.verified
    assert found.answer.fields["iterates"][-1] == (Rational(16, 3), Rational(-14, 3))
    assert len(found.answer.fields["iterates"]) == 3
    (stage,) = (s for s in found.steps if s.rule == "bfgs.learnt")
    assert stage.facts["inverse"] is not None


def banana(p):
    return (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2


def slopes(p):
    return np.array([-400 * p[0] * (p[1] - p[0] ** 2) - 2 * (1 - p[0]), 200 * (p[1] - p[0] ** 2)])


def test_the_walk_against_floats(solve):
    found = solve("bfgs", function="(1 - x)^2 + 100(y - x^2)^2", start=["0", "0"], steps=8)
    p, b, unit = np.zeros(2), np.eye(2), np.eye(2)
    for _ in range(8):
        g = slopes(p)
        way, t = -b @ g, 1.0
        while banana(p + t * way) > banana(p) + 1e-4 * t * (g @ way):
            t /= 2
        s, y = t * way, slopes(p + t * way) - g
        if s @ y > 0:
            left = unit - np.outer(s, y) / (s @ y)
            b = left @ b @ left.T + np.outer(s, s) / (s @ y)
        p = p + s
    assert found.verified
    assert [float(plain(v)) for v in found.answer.fields["iterates"][-1]] == pytest.approx(list(p), rel=1e-9)


def test_it_comes_to_the_minimum(solve):
    found = solve("bfgs", function="x^4 + y^2 - x y", start=["1", "1"])
    x, y = (float(plain(v)) for v in found.answer.fields["iterates"][-1])
    assert abs(4 * x**3 - y) < 1e-9 and abs(2 * y - x) < 1e-9


def test_what_is_learnt_from_a_step_is_worked_out_on_the_page(solve):
    found = solve("bfgs", function="x^2 + 2y^2", start=["2", "1"], steps="1")
    page = " ".join(fragment(narrate(found)).split())
    assert "∇f(p₀) = ⟨2 · 2, 4 · 1⟩ = ⟨4, 4⟩" in page
    assert "the function is 48t² − 32t + 6, with the derivative 96t − 32, which is 0 at t = 1/3" in page
    assert "− ⟨4, 4⟩" in page and "s = p₁ − p₀ =" in page


def test_the_change_of_the_gradient_has_no_letter_of_the_problem(solve):
    found = solve("bfgs", function="x^2 + 3y^2", start=[3, 1], steps=1)
    (changed,) = (s for s in found.steps if s.rule == "bfgs.changed")
    assert str(changed.shown.terms[0].args[0]) == "d"


@pytest.mark.parametrize(("steps", "said"), [(2, True), (1, False)])
def test_a_walk_that_has_arrived_names_the_minimum(solve, steps, said):
    page = " ".join(fragment(narrate(solve("bfgs", function="x^2 + x y + y^2 - 3y", start=[0, 0], steps=steps))).replace("│", " ").split())
    assert ("it is the only minimum: f = −3." in page) == said
    assert ("minors of this matrix, 2 and 3, are positive, so it is positive definite" in page) == said


def test_why_a_step_is_shorter_than_1_is_said(solve):
    found = solve("bfgs", function="x^4 + y^2", start=[1, 1], steps=2)  # at length 1: (-3)^4 + 1, at 1/2: 1 + 0
    page = " ".join(fragment(narrate(found, detail="full")).split())
    assert "with the length 1/2. From the value 2 the length 1 would lead to 82, which is no sufficient decrease." in page
    assert found.verified and "Point 1 of the path is (−1, 0), where the value is 1." in page


def test_the_second_step_goes_where_the_learnt_matrix_says(solve):
    found = solve("bfgs", function="x^2 + x y + 2y^2 - 4x", start=[0, 0])
    way, made = (next(s for s in found.steps if s.rule == f"bfgs.{name}") for name in ("second_way", "second"))
    assert (str(way.result), str(made.result)) == ("Vector(1, -2)", "Vector(16/7, -4/7)")
    assert made.facts["exact"] and found.verified


def test_a_walk_that_learns_nothing_or_meets_no_minimum_says_so(solve):
    page = " ".join(fragment(narrate(solve("bfgs", function="3x^2 - 3y^2", start=[2, 2], steps=1))).split())
    assert "nothing has been learnt of the Hessian matrix" in page and "has no minimum: it is quadratic" in page
    page = " ".join(fragment(narrate(solve("bfgs", function="x^2 + y^4 - 2y^2", start=[1, 0], steps=1))).split())
    assert "slope in the direction of y is 0" in page and "not found a minimum" in page


def test_the_lengths_of_the_steps_are_all_written_alike(solve):
    found = solve("bfgs", function="x^4 + 2y^2 - x y", start=[1, 1], steps=4)
    column = [row[-1] for s in found.steps if s.rule == "bfgs.walk" for row in s.shown.table.rows if row[-1] != ""]
    assert not any(t.has(Rounded) for t in column)


def test_the_first_point_is_exact_where_only_the_gradient_there_is_not(solve):
    found = solve("bfgs", function="x^2 + e^(2y) - 2x y", start=[1, 0], steps=2)
    first, second, third = found.answer.fields["iterates"]
    assert not any(c.has(Rounded) for c in (*first, *second)) and all(c.has(Rounded) for c in third)
    page = fragment(narrate(found))
    assert "the matrix learns in the same way" in " ".join(page.split())


def test_the_hessian_matrix_stands_before_it_is_said_to_be_inverted(solve):
    rules = [s.rule for s in solve("bfgs", function="x^2 + 3y^2 - x y", start=[1, 1], steps=2).steps]
    assert rules.index("bfgs.only") < rules.index("bfgs.learnt")
