"""Numbers without a formula that are zeros of functions: their balls, their signs, and what is 0 with them."""

import copy

import pytest
from sympy import Rational, S, Symbol, exp, log, sqrt

from tutor.maths.numbers import ball, sign_of
from tutor.maths.solving.solve import solve_system
from tutor.trees.heads import Equation, System
from tutor.trees.zero_of import ZeroOf

x = Symbol("x", real=True)


def zeros(f):
    solved = solve_system(System([Equation(f, S.Zero)], (x,), ()))
    assert solved.complete
    return [r.at[x] for r in solved.roots]


@pytest.mark.parametrize(
    ("f", "near"),
    [
        (x * exp(x**2) - 1, [0.652918640419205]),
        (log(x) + x, [0.567143290409784]),
        (exp(x) - x - 2, [-1.84140566043696, 1.14619322062058]),
        (x + log(x) - 1, [1]),
    ],
)
def test_zeros_without_a_formula(f, near):
    found = sorted(zeros(f), key=float)
    assert len(found) == len(near)
    for e, number in zip(found, near, strict=True):
        assert e == number or abs(f.subs(x, e.evalf(40)).evalf(40)) < 1e-35
        assert abs(float(e) - number) < 0.2


def test_simple_zeros_are_exact():
    assert zeros(x * exp(x) - exp(1)) == [1]


def test_what_is_0_with_a_zero():
    (r,) = zeros(x * exp(x**2) - 1)
    assert isinstance(r, ZeroOf)
    assert sign_of(r**3 * exp(2 * r**2) - r) == 0
    assert sign_of(r * exp(r**2) - 2) == -1
    assert sign_of(r - Rational(652918640419, 10**12)) == 1 and sign_of(sqrt(2) * r - 1) == -1
    assert ball(r, 300).rad() < 1e-80


@pytest.mark.slow
def test_it_is_written_so_that_signs_are_kept():
    low, _ = sorted(zeros(exp(x) - x - 2), key=float)
    assert low.is_negative and str(low**2) == "(-1.84140566043696)**2"
    assert copy.deepcopy(low) == low  # by what a worker sends it with
