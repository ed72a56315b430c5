"""How fast a walk arrives, on a scale of powers of ten."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol

from tutor.page.drawing import Curve, Label
from tutor.printing.figures.decline import DeclineMap

F = Symbol("f")


def drawn(*sizes):
    return DeclineMap(tuple(map(Rational, sizes)), F).figure()


def test_the_same_factor_is_a_straight_line():
    figure = drawn(1000, 100, 10, 1, Rational(1, 10))
    (line,) = (s for s in figure.drawing.shapes if isinstance(s, Curve) and s.stroke.ink == "accent")
    (a, b), (c, d) = line.points[0], line.points[-1]
    assert all((y - b) * (c - a) == pytest.approx((d - b) * (x - a)) for x, y in line.points)


def test_the_ticks_are_powers_of_ten():
    labels = [repr(s.formula) for s in drawn(1, Rational(1, 10**3), Rational(1, 10**9)).drawing.shapes if isinstance(s, Label)]
    assert any("'10'" in text and "−" in text for text in labels)


@pytest.mark.parametrize(("count", "told"), [(6, 6), (20, 5)])
def test_a_few_values_are_all_told(count, told):
    assert len(drawn(*(Rational(1, 3**k) for k in range(count))).facts) == told


def test_an_end_at_0_is_left_out_and_so_are_numbers_too_long_for_floats():
    assert drawn(10**400, 1, Rational(1, 10**30), 0, 0) is not None
    assert drawn(1, Rational(1, 2), 0) is None
    assert drawn(1, 1, 1, 1) is None
