"""Exact numbers are put in order, and equal ones are known to be equal."""

import pytest
from every import over
from hypothesis import given
from hypothesis import strategies as st
from sympy import CRootOf, Rational, S, Symbol, cbrt, exp, log, pi, sqrt

from tutor.errors import Unsupported
from tutor.maths.extrema.compare import compared, ranked
from tutor.maths.numbers import Undecided, decided

x = Symbol("x", real=True)


@over(
    ("a", "b"),
    [
        (sqrt(5 + 2 * sqrt(6)), sqrt(2) + sqrt(3)),
        (cbrt(7 + 5 * sqrt(2)), 1 + sqrt(2)),
        (cbrt(cbrt(2) - 1), cbrt(Rational(1, 9)) - cbrt(Rational(2, 9)) + cbrt(Rational(4, 9))),  # Ramanujan's
        (log(8), 3 * log(2)),
        (exp(-1), exp(Rational(-1, 2)) ** 2),
        (CRootOf(x**3 - 3 * x + 1, 0) ** 3, 3 * CRootOf(x**3 - 3 * x + 1, 0) - 1),
    ],
)
def test_equal_numbers_written_differently(a, b):
    assert compared(a, b) == 0


def test_very_near_numbers_differ():
    assert compared(sqrt(2) + sqrt(3), sqrt(2) + sqrt(3) + Rational(1, 10**60)) == -1
    assert compared(pi, Rational(355, 113)) == -1


def test_groups_in_ascending_order():
    assert ranked([S(3), sqrt(9), pi, S(1), exp(0)]) == ((3, 4), (0, 1), (2,))
    assert ranked([]) == ()


@given(st.lists(st.fractions(-5, 5), max_size=8))
def test_order_is_that_of_the_numbers(numbers):
    values = [Rational(n.numerator, n.denominator) * sqrt(2) for n in numbers]
    groups = ranked(values)
    assert sorted(k for g in groups for k in g) == list(range(len(numbers)))
    assert [numbers[g[0]] for g in groups] == sorted(set(numbers))


def test_letters_are_compared_by_what_is_assumed():
    a = Symbol("a", positive=True)
    assert compared(2 * a, a) == 1
    with pytest.raises(Unsupported, match="which of two values is greater"):
        compared(Symbol("b", real=True), S.Zero)


def test_what_has_no_real_value_has_no_sign():
    with pytest.raises(Undecided):
        decided(sqrt(-2))
