"""Arc length: curves by parameter, graphs, polar curves, and roots that open."""

from __future__ import annotations

import pytest
from every import over
from sympy import E, Rational, asinh, log, pi, sqrt

from tutor.deriving.evidence import Refuted, holds
from tutor.model import Claim
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain


def length(found):
    assert found.status == "solved", found.message
    assert found.verified
    return plain(found.answer.fields["expression"])


@over(
    ("curve", "expected"),
    [
        ("(3 cos t, 3 sin t, 4t), 0 <= t <= 2pi", 10 * pi),
        ("(t^2, t^3), -1 <= t <= 1", 2 * (13 * sqrt(13) - 8) / 27),
        ("(t - sin t, 1 - cos t), 0 <= t <= 4pi", 16),
        ("(cos^3 t, sin^3 t), 0 <= t <= 2pi", 6),
        ("(2t, t^2, ln t), 1 <= t <= e", E**2),
        ("y = ln(cos x), 0 <= x <= pi/4", log(1 + sqrt(2))),
        ("x = y^2, 0 <= y <= 1", sqrt(5) / 2 + asinh(2) / 4),
        ("y = x^2, z = 2x^3/3, 0 <= x <= 1", Rational(5, 3)),
        ("cardioid r = 1 + cos(theta)", 8),
        ("r = 2 + 2 sin(theta)", 16),
        ("r = 4 sin(theta)", 4 * pi),
        ("r = theta^2, -1 <= theta <= 1", 2 * (5 * sqrt(5) - 8) / 3),
        (["x^2 + y^2 + z^2 = 4", "x + y + z = 1"], 2 * pi * sqrt(Rational(11, 3))),
    ],
)
def test_lengths(solve, curve, expected):
    assert (length(solve("arc_length", curve=curve)) - expected).simplify() == 0


def test_coordinates_may_be_listed_and_the_parameter_stand_by_itself(solve):
    assert length(solve("arc_length", curve=["cos t", "sin t"], parameter=["t", "0", "2pi"])) == 2 * pi
    assert length(solve("arc_length", curve="<cos t, sin t, t>", parameter="[t, 0, pi]")) == sqrt(2) * pi


def test_a_letter_is_a_radius(solve):
    found = solve("arc_length", curve="circle centre (0, 0) radius a")
    assert length(found) == 2 * pi * found.problem.symbols["a"]


def test_what_comes_out_of_a_root_keeps_its_bars_where_the_sign_changes(solve):
    once = solve("arc_length", curve="(t - sin t, 1 - cos t), 0 <= t <= 2pi")
    twice = solve("arc_length", curve="(t - sin t, 1 - cos t), 0 <= t <= 4pi")
    signs = [next(s for s in f.steps if s.rule == "arc_length.unrooted").facts["seen"] for f in (once, twice)]
    assert len(signs[0]) == 1 and not signs[1]


def test_a_wrong_polar_speed_is_refuted(solve):
    found = solve("arc_length", curve="r = theta^2, 0 <= theta <= 1")
    (law,) = next(s for s in found.steps if s.rule == "arc_length.polar_speed").claims
    with pytest.raises(Refuted):
        holds(Claim(law.left, law.right + 1))


@over(
    ("curve", "said"), [(["ln t", "2t", "t^2"], "for t from 2 to 3 we have (2t² + 1)/t ≥ 0: no bars"), (["e^t cos t", "e^t sin t"], None)]
)
def test_the_sign_of_what_a_root_is_taken_of_is_said(solve, curve, said):
    page = " ".join(fragment(narrate(solve("arc_length", curve=curve, parameter=["t", "2", "3"]))).split())
    assert (said or "∫") in page and ("The root of a square" in page) == (said is not None)


def test_twice_an_argument_is_the_reason_where_it_is_one(solve):
    page = " ".join(fragment(narrate(solve("arc_length", curve={"x": "t cos t", "y": "t sin t"}, parameter=["t", "0", "2"]))).split())
    assert "by sinh(2u) = 2 sinh(u) cosh(u), where cosh(u) = √(1 + sinh²(u))" in page
