"""Newton's method: exact first steps, digits that double, systems, and every way to fail said."""

from __future__ import annotations

import numpy as np
import pytest
from every import over
from sympy import Rational

import tutor
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain


def last(found):
    return [float(plain(v)) for v in found.answer.fields["iterates"][-1]]


def test_the_classic_cubic(solve):
    found = solve("newton_root", function="x^3 - 2x - 5", start=["2"], steps=2)
    assert found.verified
    assert found.answer.fields["iterates"] == ((2,), (Rational(21, 10),), (Rational(11761, 5615),))


@pytest.mark.parametrize("typed", ["x^3 = 2x + 5", "f(x) = x^3 - 2x - 5", "x^3 - 2x - 5 = 0", ["x^3 - 2x - 5"]])
def test_ways_to_write_an_equation(solve, typed):
    assert solve("newton_root", function=typed, start=["2"], steps=1).answer.fields["iterates"][-1] == (Rational(21, 10),)


def test_a_tolerance(solve):
    found = solve("newton_root", function="x^3 - 2x - 5", start=["2"], tolerance="1e-10")
    (root,) = (r.real for r in np.roots([1, 0, -2, -5]) if abs(r.imag) < 1e-12)
    assert last(found) == pytest.approx([root], rel=1e-13)
    assert len(found.answer.fields["iterates"]) == 5
    assert any(s.rule == "newton_root.enclosed" for s in found.steps)


def test_a_walk_that_stops_at_its_tolerance_says_so(solve):
    found = solve("newton_root", function="x^3 - 4x + 1", start=["1/2"], tolerance="0.01")
    page = " ".join(fragment(narrate(found)).split())
    assert found.verified and "At x₂ the value is smaller in size than 0.01, so the walk stops here." in page
    assert abs(last(found)[0] ** 3 - 4 * last(found)[0] + 1) < 0.01 and "settled" not in page
    assert "has not settled yet" in fragment(narrate(solve("newton_root", function="x^3 - 4x + 1", start=["3"], steps=2)))


def test_a_system_against_floats(solve):
    found = solve("newton_root", function=["x^2 + y^2 = 4", "x y = 1"], start=["2", "0"], steps=5)
    p = np.array([2.0, 0.0])
    for _ in range(5):
        x, y = p
        p = p - np.linalg.solve([[2 * x, 2 * y], [y, x]], [x * x + y * y - 4, x * y - 1])
    assert found.verified
    assert last(found) == pytest.approx(list(p), rel=1e-12)


@over(
    ("function", "start", "reason"),
    [
        ("x^2 + 1", ["0"], "flat"),
        ("x^3 - 3x + 3", ["1"], "flat"),
        (["x^2 + y^2 = 3", "x y = 1"], ["1", "1"], "singular"),
        ("1/x - 2", ["1"], "undefined"),
        ("arctan x", ["2"], "large"),
    ],
)
def test_failures_are_named(solve, function, start, reason):
    found = solve("newton_root", function=function, start=start, steps=8)
    assert found.status == "solved" and found.verified
    assert found.answer.fields["stopped"] == reason


def test_a_cycle_is_named(solve):
    found = solve("newton_root", function="x^3 - 2x + 2", start=["0"], steps=4)
    assert found.answer.shown["cycle"] == 2


@pytest.mark.parametrize(
    ("function", "start", "words"),
    [
        (
            ["x - 2y = 1", "x + y = 4"],
            ["0", "0"],
            "From step 1 on the point stays the same, for there all values are 0: (3, 1) is a solution.",
        ),
        ("x^2 - 9", ["3"], "From step 0 on the point stays the same, for there the value is 0: 3 is a solution."),
        ("(x - 1)^2", ["1"], "The start 1 is a solution."),
    ],
)
def test_a_walk_that_stands_at_a_solution_has_found_it(solve, function, start, words):
    found = solve("newton_root", function=function, start=start, steps=3)
    page = " ".join(fragment(narrate(found)).split())
    assert found.verified and words in page and "cycle" not in page


def test_a_change_of_sign_at_a_pole_proves_nothing(solve):
    found = solve("newton_root", function="1/(x - 1/3)", start=["1/3 + 10^(-12)"], steps=1)
    assert not any(s.rule == "newton_root.enclosed" for s in found.steps)


def test_as_many_equations_as_unknowns(solve):
    found = solve("newton_root", function=["x + y = 1"], variables=["x", "y"], start=["1", "1"], steps=1)
    assert found.status == "unsupported"


def test_an_answer_from_a_calculator_is_right():
    fields = {"function": "x^3 - 2x - 5", "start": ["2"], "steps": 2}
    assert tutor.check("newton_root", "2.0946", **fields).verdict.verdict == "correct"
    assert tutor.check("newton_root", "2.1", **fields).verdict.verdict == "incorrect"


def test_the_system_of_a_step_stands_in_its_own_names():
    text = tutor.render(tutor.solve("newton_root", function=["e^x - y - 2", "x^2 + y^2 - 4"], start=[1, 1], steps=1), "text")
    assert "[[" not in text and "J(p₀) s = \N{MINUS SIGN}F(p₀)" in text


def test_all_steps_in_the_place_of_the_last_one_are_told_of():
    found = tutor.check("newton_root", "x1 = 3/2, x2 = 17/12", function="x^2 - 2", start="1", steps="2")
    assert "Only the last point" in found.verdict.feedback


def test_the_last_step_is_told_by_its_length(solve):
    found = solve("newton_root", function=["x^2 + y^2 = 10", "x = y^2 - 7"], start=["1", "2"], steps=2)
    (before, after) = ([float(plain(v)) for v in p] for p in found.answer.fields["iterates"][-2:])
    moved = next(s.facts["moved"] for s in found.steps if s.rule == "newton_root.walk")
    assert float(moved.near) == pytest.approx(np.hypot(*np.subtract(after, before)), rel=1e-9)


def test_decimals_stand_beside_fractions_that_nobody_reads(solve):
    page = fragment(narrate(solve("newton_root", function="x^3 - 5", start=["2"], steps=2)))
    assert "x₂ = 503/294 ≈ 1.71088." in page
    assert solve("newton_root", function="x^2 - 2", start=["1"], steps=1).answer.shown["near"] is None
