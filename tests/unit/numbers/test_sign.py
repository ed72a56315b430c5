"""The sign of exact numbers: what is 0 is proved to be 0, what is not is told from it, however near."""

from __future__ import annotations

import pytest
from every import over
from sympy import (
    Abs,
    E,
    Expr,
    Integer,
    Rational,
    Symbol,
    acos,
    asin,
    atan,
    cos,
    cosh,
    exp,
    log,
    pi,
    rootof,
    sin,
    sinh,
    sqrt,
    tan,
)

from tutor.maths.numbers import Undecided, decided, is_zero, nonzero_somewhere, same, sign_of

x = Symbol("x")
ROOT = rootof(x**3 - 3 * x + 1, 2)
OTHER = rootof(6 * x**3 - 16 * x + 1, 0)

ZERO: dict[str, Expr] = {
    "nested roots": sqrt(5 + 2 * sqrt(6)) - sqrt(2) - sqrt(3),
    "cube roots": (2 + sqrt(5)) ** Rational(1, 3) - (1 + sqrt(5)) / 2,
    "a root without formula": ROOT**3 - 3 * ROOT + 1,
    "a root without formula, with large factors": 12 * OTHER**3 + 2 - 32 * OTHER,
    "a large multiple": 10**9 * (sqrt(5 + 2 * sqrt(6)) - sqrt(2) - sqrt(3)),
    "logarithms of fractions": log(6) - log(2) - log(3),
    "products of logarithms": log(9) * log(4) - 4 * log(2) * log(3),
    "a quotient of logarithms": log(8) / log(2) - 3,
    "logarithms of surds": log(1 + sqrt(2)) + log(sqrt(2) - 1),
    "tangents": atan(Rational(1, 2)) + atan(Rational(1, 3)) - pi / 4,
    "Machin": 4 * atan(Rational(1, 5)) - atan(Rational(1, 239)) - pi / 4,
    "a sine and a cosine": asin(Rational(3, 5)) + acos(Rational(3, 5)) - pi / 2,
    "sevenths": cos(pi / 7) - cos(2 * pi / 7) + cos(3 * pi / 7) - Rational(1, 2),
    "a product of sines": sin(pi / 9) * sin(2 * pi / 9) * sin(4 * pi / 9) - sqrt(3) / 8,
    "tangents of sevenths": tan(pi / 7) * tan(2 * pi / 7) * tan(3 * pi / 7) - sqrt(7),
    "sin^2 + cos^2 of 1": sin(1) ** 2 + cos(1) ** 2 - 1,
    "a double angle": sin(2) - 2 * sin(1) * cos(1),
    "cosh and sinh": cosh(sqrt(2)) ** 2 - sinh(sqrt(2)) ** 2 - 1,
    "powers of e": (E + 1) ** 2 - exp(2) - 2 * E - 1,
    "roots of e": (exp(Rational(1, 2)) + 1) * (exp(Rational(1, 2)) - 1) - E + 1,
    "surds times e": (sqrt(2) * E) ** 2 / 2 - exp(2) + (sqrt(3 + 2 * sqrt(2)) - 1 - sqrt(2)) * pi,
    "a bar": Abs(1 - sqrt(2)) - sqrt(2) + 1,
    "pi over pi": (pi**2 - 1) / (pi - 1) - pi - 1,
}
POSITIVE: dict[str, Expr] = {
    "surds that nearly agree": sqrt(10**40 + 1) - 10**20,
    "exp(pi) and its neighbour": exp(pi * sqrt(163)) - 640320**3 - 743,
    "an angle beyond": 4 * atan(Rational(1, 5)) - atan(Rational(1, 240)) - pi / 4,
    "a logarithm": log(3) - Rational(10986122886681, 10**13),
    "a letter": Symbol("a", positive=True) + 1,
}


@over("name", ZERO)
def test_zero_is_proved(name: str) -> None:
    assert sign_of(ZERO[name]) == 0
    assert is_zero(ZERO[name] + Rational(1, 10**60)) is False  # far below every ball of the first size


@over("name", POSITIVE)
def test_positive_and_negative(name: str) -> None:
    assert (sign_of(POSITIVE[name]), sign_of(-POSITIVE[name])) == (1, -1)


@pytest.mark.parametrize("turns", [1, 2, -3])
def test_a_sum_of_angles_is_not_0_after_a_full_turn(turns: int) -> None:
    made = atan(Rational(1, 2)) + atan(Rational(1, 3)) - pi / 4 + 2 * pi * turns
    assert sign_of(made) == (1 if turns > 0 else -1)


def test_what_no_proof_reaches_is_unknown_and_never_0() -> None:
    hidden = 1 - cos(exp(-(Integer(10) ** 4)))  # 10^-8686: smaller than what any ball here shows, and not 0
    assert sign_of(hidden) is None
    assert same(hidden, Integer(0)) is None
    with pytest.raises(Undecided, match="not proved"):
        decided(hidden)


def test_letters_by_their_assumptions() -> None:
    a, n = Symbol("a", real=True), Symbol("n", integer=True)
    assert sign_of(a**2 + 1) == 1
    assert sign_of(a) is None
    assert sign_of((-1) ** (2 * n + 1)) == -1


@over(
    ("expr", "found"),
    [
        (x - x, False),
        (sin(x) ** 2 + cos(x) ** 2 - 1, False),
        (x / 10**30, True),
        (log(x**2 - 1), True),
        (sqrt(-(x**2) - 1), False),
        (Integer(0), False),
    ],
)
def test_a_value_that_is_not_0_is_found(expr: Expr, found: bool) -> None:
    assert nonzero_somewhere(expr) is found
