"""Zeros of functions of one variable: no sign change of a fine sampling may be outside of the places found."""

from itertools import pairwise

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Expr, Rational, S, atan, cosh, exp, lambdify, log, sin, symbols

from tutor.budget import Work
from tutor.maths.solving.certify.definite import nonnegative, positive
from tutor.maths.solving.certify.ideal import TooLarge
from tutor.maths.solving.certify.rolle import Function, OpenInterval, ZeroPlace

x = symbols("x", real=True)
INFINITE = (arb.neg_inf(), arb.pos_inf())


def zeros(f: Expr, *exact: Expr, low: object = None) -> list[ZeroPlace]:
    return Function(x, OpenInterval(arb.neg_inf() if low is None else arb(low), arb.pos_inf()), exact, Work(10_000)).zeros(f)


@pytest.mark.parametrize(
    ("f", "exact", "count"),
    [
        (exp(x) - 1 - x, [0], 1),
        (exp(x) + x - 1, [0], 1),
        (exp(x) - 3 * x, [], 2),
        (x * exp(x) - 1, [], 1),
        (exp(2 * x) - 3 * exp(x) + x, [], 1),
        (x + sin(x), [0], 1),
        (2**x - x**2, [2, 4], 3),
        (x * exp(-(x**2)) - Rational(1, 4), [], 2),
        (atan(x) - x / 2, [0], 3),
        (cosh(x) - 1 - x**2 / 2, [0], 1),
        (exp(x) - x**2 - 1, [0], 1),
        (exp(x) + x**2 + 1, [], 0),
        ((exp(x) - 1) * (exp(x) - 2) * (x**2 + 1), [0, log(2)], 2),
    ],
)
def test_on_the_whole_line(f: Expr, exact: list[int], count: int) -> None:
    assert len(zeros(f, *map(S, exact))) == count


def test_a_zero_without_a_change_of_sign_is_not_passed_over() -> None:
    with pytest.raises(TooLarge):
        zeros(1 + sin(x))


@pytest.mark.parametrize(("f", "count"), [(log(x) + x - 1, 1), (x * log(x) - 1, 1), (log(x) - x, 0), (log(x) - x / 4, 2)])
def test_on_half_a_line(f: Expr, count: int) -> None:
    assert len(zeros(f, S.One, low=0)) == count


def test_a_pole_is_refused() -> None:
    with pytest.raises(TooLarge):
        zeros(exp(1 / x) - 1)
    with pytest.raises(TooLarge):
        zeros(log(x) - 1)
    with pytest.raises(TooLarge):
        zeros(abs(x) - 1 + exp(x))


def test_a_double_zero_must_be_known() -> None:
    touching = exp(x) - exp(1) * x  # its least value, at 1, is 0
    assert [z.exact for z in zeros(touching, S.One)] == [1]
    with pytest.raises(TooLarge):
        zeros(touching)


coefficients = st.integers(-4, 4)


@settings(max_examples=40, deadline=None)
@given(st.tuples(coefficients, coefficients, coefficients), st.tuples(coefficients, coefficients), st.integers(-2, 2))
def test_no_sign_change_is_missed(p: tuple[int, int, int], q: tuple[int, int], rate: int) -> None:
    f = p[0] + p[1] * x + p[2] * x**2 + (q[0] + q[1] * x) * exp(rate * x)
    try:
        found = zeros(f)
    except TooLarge:
        return
    run = lambdify(x, f, "math")
    grid = [k / 16 + 0.0123 for k in range(-160, 160)]
    for a, b in pairwise(grid):
        if run(a) * run(b) < 0 and min(abs(run(a)), abs(run(b))) > 1e-9:
            assert any(not (z.high < a or z.low > b) for z in found), (f, a)
    changes = sum(run(a) * run(b) < 0 for a, b in pairwise(grid))
    assert changes <= len(found) or any(abs(run(a)) < 1e-9 for a in grid)


def test_signs_by_form() -> None:
    def sign(_: object) -> int:
        return 0

    assert nonnegative(x**2 + exp(x), sign)
    assert nonnegative(1 + sin(x), sign)
    assert not nonnegative(1 + 2 * sin(x), sign)
    assert not nonnegative(x**3 + 1, sign)
    assert nonnegative(x**3 + 1, lambda _: 1)
    assert positive(x**2 + 1, sign)
    assert not positive(x**2, sign)
    assert not positive(1 + sin(x), sign)
    assert not positive((1 + sin(x)) ** 2, sign) and not positive((x - 1) ** 2, sign)
    assert positive(2 + sin(x), sign) and positive(-3 * (2 + sin(x)) * (-1 - x**2), sign)
    assert positive(exp(x) + x**4, sign)
