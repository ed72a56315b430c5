"""Why a factor is not 0: by its form, by a condition on its letters, or by a case."""

from every import over
from sympy import Eq, Ne, Symbol, cosh, exp, pi, symbols

from tutor.maths.solving.grounds import grounds
from tutor.maths.solving.signs import Signs

x, y = symbols("x y", real=True)
k = Symbol("k", integer=True)

ALONE = [
    (exp(-x - y), "exponential"),
    (x**2 + 3, "square"),
    (3 * x**4 + 1, "square"),
    (x**2 + y**2 + 1, "sum"),
    (-(x**2) - 2, "square"),
    (-(x**2) - y**2 - 1, "minus_sum"),
    (x**2 + x + 1, "discriminant"),
    (x**4 + x + 2, "no_zero"),
    (pi / 2 + k * pi, "whole"),
    (cosh(x), "positive"),
]


@over(("factor", "why"), ALONE)
def test_by_its_form_alone(factor, why):
    assert Signs((), ()).never_zero(factor)
    assert grounds((factor,), Signs((), ())) == (((factor,), why, ()),)


def test_a_condition_is_named_and_a_power_is_told_by_its_base():
    signs = Signs((x > 0, y >= 0), ())
    assert grounds((x**2, x + y), signs) == (((x, x + y), "condition", (x > 0, y >= 0)),)


def test_a_case_is_not_taken_for_a_law():
    signs = Signs((), ((x, frozenset({Ne(x, 0)})), (y - 1, frozenset())))
    assert grounds((x, y - 1), signs) == (((x, y - 1), "case", ()),)
    assert Eq(x, 0) not in signs.asked.values()
