"""Gradient descent: the trace against an independent one, exact numbers first, the safe rates, and runs that fail said to fail."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from every import over
from sympy import Rational, sqrt

import tutor
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.heads import Rounded
from tutor.trees.tree import plain

VALLEY = {"function": "x^2 + 10y^2", "start": ["5", "5"]}


def last(found):
    return [float(plain(v)) for v in found.answer.fields["iterates"][-1]]


def steps_of_the_valley(eta, count):
    x, y = Fraction(5), Fraction(5)
    for _ in range(count):
        x, y = x - eta * 2 * x, y - eta * 20 * y
    return x, y


@pytest.mark.parametrize(("eta", "count"), [("1/20", 1), ("1/25", 40), ("11/100", 20), ("1/10", 7)])
def test_the_trace_is_that_of_fractions(solve, eta, count):
    found = solve("gradient_descent", **VALLEY, learning_rate=eta, steps=count)
    due = steps_of_the_valley(Fraction(eta), count)
    assert found.verified
    assert len(found.answer.fields["iterates"]) == count + 1
    for value, right in zip(found.answer.fields["iterates"][-1], due, strict=True):
        near = value.near if isinstance(value, Rounded) else value
        assert abs(Fraction(int(near.p), int(near.q)) - right) <= abs(right) * Fraction(1, 10**20)


def test_exact_numbers_come_before_decimals(solve):
    points = solve("gradient_descent", **VALLEY, learning_rate="0.11", steps=6).answer.fields["iterates"]
    kinds = [any(isinstance(v, Rounded) for v in p) for p in points]
    assert kinds[0] is False and kinds[-1] is True
    assert kinds == sorted(kinds)


def test_the_polynomial_of_the_eigenvalues_is_worked_out_and_a_rounded_value_is_said_to_be_about_that(solve):
    found = solve("gradient_descent", function="x^2 + 2x y + 3y^2", start=["1/3", "1"], learning_rate="1/7", steps=3)
    page = " ".join(fragment(narrate(found)).split())
    assert found.verified and "= λ² − 8λ + 8 = (4 − 2√2 − λ)(4 + 2√2 − λ)" in page and "from about 3.77778 to about 0." in page


def test_the_safe_rates_of_a_bowl(solve):
    fields = solve("gradient_descent", **VALLEY, learning_rate="0.05", steps=1).answer.fields
    assert fields["stable_below"] == Rational(1, 10)
    fields = solve("gradient_descent", function="x^2 + x y + 2y^2", start=["1", "1"], learning_rate="0.1", steps=1).answer.fields
    assert plain(fields["stable_below"] - 2 / (3 + sqrt(2))).equals(0)
    fields = solve("gradient_descent", function="x^2 + 3xy", start=["3", "4"], learning_rate="0.1", steps=1).answer.fields
    assert "stable_below" not in fields


@over(
    ("fields", "word"),
    [
        ({**VALLEY, "learning_rate": "0.05"}, "converges"),
        ({**VALLEY, "learning_rate": "0.1"}, "bounces"),
        ({**VALLEY, "learning_rate": "0.11"}, "diverges"),
        ({**VALLEY, "start": ["5", "0"], "learning_rate": "0.11"}, "converges"),
        ({"function": "x^2 + 3xy", "start": ["3", "4"], "learning_rate": "0.1"}, "diverges"),
        ({"function": "x^2 + y", "start": ["3", "4"], "learning_rate": "0.1"}, "drifts"),
        ({"function": "(x - y)^2", "start": ["3", "4"], "learning_rate": "0.1"}, "converges"),
        ({"function": "4x - x^2", "start": ["0"], "learning_rate": "0.1", "maximize": True}, "converges"),
    ],
)
def test_what_becomes_of_a_walk_on_a_quadratic_function(solve, fields, word):
    found = solve("gradient_descent", **fields, steps=3)
    (stage,) = (s for s in found.steps if s.rule == "gradient_descent.factors")
    assert found.verified and stage.facts["outcome"] == word


@over(
    ("function", "rate", "said"),
    [("x^2 + 6y^2", "0.18", True), ("x^2 + 6y^2", "0.1", False), ("x^2 - y^2", "0.1", False)],  # falling without bound is no surprise
)
def test_that_the_value_will_not_fall_for_ever_is_said(solve, function, rate, said):
    found = solve("gradient_descent", function=function, start=["20", "1"], learning_rate=rate, steps=2)
    (stage,) = (s for s in found.steps if s.rule == "gradient_descent.heading")
    assert stage.facts["wrong"] is None and stage.facts["runs_away"] == said


def test_a_start_that_spares_the_steep_direction_is_said_to(solve):
    found = solve("gradient_descent", function="x^2 + 10y^2", start=["5", "0"], learning_rate="0.11", steps=3)
    (stage,) = (s for s in found.steps if s.rule == "gradient_descent.factors")
    assert stage.facts["spared"]


def test_a_walk_out_of_the_domain_stops(solve):
    found = solve("gradient_descent", function="ln x + x", start=["1"], learning_rate="1", steps=3)
    assert found.answer.fields["stopped"] == "undefined"
    assert len(found.answer.fields["iterates"]) == 1


def test_a_walk_beyond_all_bounds_stops(solve):
    found = solve("gradient_descent", function="x^4", start=["3"], learning_rate="1", steps=9)
    assert found.answer.fields["stopped"] == "large"
    assert found.verified


def test_a_start_outside_of_the_domain(solve):
    assert solve("gradient_descent", function="ln x", start=["-1"], learning_rate="1", steps=3).status == "unsupported"


def test_letters_are_no_numbers(solve):
    found = solve("gradient_descent", function="a x^2", variables=["x"], start=["1"], learning_rate="1/10", steps=2)
    assert found.status == "unsupported" and "letter a" in found.message


def momentum(x, g, k, memory):
    memory["v"] = [0.9 * v + s for v, s in zip(memory.get("v", [0, 0]), g, strict=True)]
    return [a - 0.04 * v for a, v in zip(x, memory["v"], strict=True)]


def rmsprop(x, g, k, memory):
    memory["s"] = [0.9 * v + 0.1 * s * s for v, s in zip(memory.get("s", [0, 0]), g, strict=True)]
    return [a - 0.04 * s / (math.sqrt(v) + 1e-8) for a, s, v in zip(x, g, memory["s"], strict=True)]


def adam(x, g, k, memory):
    memory["m"] = [0.9 * v + 0.1 * s for v, s in zip(memory.get("m", [0, 0]), g, strict=True)]
    memory["s"] = [0.999 * v + 0.001 * s * s for v, s in zip(memory.get("s", [0, 0]), g, strict=True)]
    means, squares = [m / (1 - 0.9**k) for m in memory["m"]], [s / (1 - 0.999**k) for s in memory["s"]]
    return [a - 0.04 * m / (math.sqrt(s) + 1e-8) for a, m, s in zip(x, means, squares, strict=True)]


@pytest.mark.parametrize("step", [momentum, rmsprop, adam], ids=lambda f: f.__name__)
def test_the_variants_against_floats(solve, step):
    found = solve("gradient_descent", **VALLEY, learning_rate="0.04", steps=12, method=step.__name__)
    x, memory = [5.0, 5.0], {}
    for k in range(1, 13):
        x = step(x, [2 * x[0], 20 * x[1]], k, memory)
    assert found.verified
    assert last(found) == pytest.approx(x, rel=1e-9)


def test_a_gradient_of_zero_is_no_trouble_for_rmsprop(solve):
    assert solve("gradient_descent", function="x^2 + y^2", start=["5", "0"], learning_rate="0.1", steps=3, method="rmsprop").verified


def test_a_changed_number_is_refuted(solve):
    from tutor.deriving.evidence import Refuted, holds
    from tutor.model import Claim

    (table,) = (s for s in solve("gradient_descent", **VALLEY, learning_rate="0.11", steps=6).steps if s.rule == "gradient_descent.walk")
    assert len(table.claims) > 20
    for claim in table.claims[:12]:
        wrong = Rounded(claim.right.near + Rational(1, 10**6), 25) if isinstance(claim.right, Rounded) else claim.right + Rational(1, 10**6)
        with pytest.raises(Refuted):
            holds(Claim(claim.left, wrong))


def test_the_page_has_the_path(solve):
    page = narrate(solve("gradient_descent", **VALLEY, learning_rate="0.05", steps=4))
    assert "path" in repr(page).lower()


def test_the_rounding_is_told_from_the_first_rounded_number_on():
    text = tutor.render(tutor.solve("gradient_descent", function="e^x - 2x", start=[0], learning_rate="0.5", steps=2), "text")
    assert "1     0.5       0.648721" in text  # the point is exact, the value is not
    assert "From step 1 on numbers that are long when written exactly are rounded to 6 digits" in " ".join(text.split())
    text = tutor.render(tutor.solve("newton_root", function="cos x = x^2", start=["1"], steps=2), "text")
    assert "Numbers that are long when written exactly are rounded, those of the points to 12 digits" in " ".join(text.split())


def test_the_means_of_adam_are_put_right_on_the_page():
    fields = {"function": "ln(1 + x^2) + y^2", "start": [2, -1], "learning_rate": "0.3", "steps": 1, "method": "adam"}
    text = tutor.render(tutor.solve("gradient_descent", **fields), "text")
    due = [("1 − 0.9", "= ⟨0.8, −2"), ("1 − 0.999", "= ⟨0.64, 4")]
    for share, mean in due:  # after one step the gradient itself, and its squares
        assert share in text and mean in text
    assert "10⁻⁸" in text


def test_the_coordinates_of_a_point_are_all_decimals_or_all_fractions(solve):
    found = solve("gradient_descent", function="x^2 + 3y^2", start=["1", "1/3"], learning_rate="0.1", steps="2")
    page = " ".join(fragment(narrate(found)).split())
    assert "p₂ = (16/25, 4/75)." in page and "⟨1.28, 0.32⟩" in page
