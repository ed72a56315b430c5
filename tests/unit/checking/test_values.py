"""Values of trees in balls: conventions of calculus, complex branches, sums, integrals, and what has no value."""

from contextlib import suppress

import pytest
from every import over
from flint import acb, arb

from tutor.checking.opinion import REAL, Domain
from tutor.checking.values import NoValue, precision, value, weighed
from tutor.errors import Unreadable
from tutor.reading import Scope, parse

COMPLEX = Domain(complex=True)


def at(text, domain=REAL, **where):
    scope = Scope(functions=frozenset("f"), complex=domain.complex)
    with precision(128):
        return value(parse(text, scope).tree, {name: arb(x) for name, x in where.items()}, domain)


@over(
    ("text", "wanted"),
    [
        ("(-8)^(1/3)", -2), ("(-8)^(2/3)", 4), ("cbrt(-8)", -2), ("root(-27, 3)", -3), ("root(16, 4)", 2), ("root(8, -3)", 0.5),
        ("sqrt(9)", 3), ("log_2 8", 3), ("lg 100", 2), ("ln(e^2)", 2), ("e^0", 1), ("2^-3", 0.125),
        ("5!", 120), ("factorial(4)", 24), ("binomial(5, 2)", 10), ("binomial(5, 7)", 0), ("0!", 1),
        ("|-3|", 3), ("abs(-3)", 3), ("|<3, 4>|", 5), ("sign(-2)", -1), ("floor(-2.5)", -3), ("ceil(-2.5)", -2),
        ("max(1, 4, 2)", 4), ("min(1, 4, 2)", 1), ("sum(k^2, k, 1, 4)", 30), ("sum(k, k, 1, 0)", 0), ("prod(k, k, 1, 5)", 120),
        ("prod(k, k, 1, 0)", 1), ("sum(sum(k n, k, 1, n), n, 1, 3)", 25), ("2 × 3", 6), ("asec(2) - arccos(1/2)", 0),
        ("atan2(1, 1) - pi/4", 0), ("arccot(1) - pi/4", 0), ("int_0^1 x^3 dx", 0.25), ("int_0^pi sin(t) dt", 2), ("int_-1^1 |t| dt", 1),
        ("int_-8^8 x^(1/3) dx", 0), ("int_1^0 x dx", -0.5),
    ],
)  # fmt: skip
def test_number(text, wanted):
    found = at(text)
    assert found.contains(arb(wanted)) or found == wanted
    assert abs(found - wanted) < 1e-4


@over(
    "text",
    [
        "sqrt(-1)", "ln(-2)", "ln(sqrt(2)-sqrt(2))", "(-1)^(1/2)", "(-2)^pi", "(1/2)!", "binomial(1/2, 1)", "oo",
        "arcsin(2)", "1/(sqrt(2)-sqrt(2))", "sum(1/k, k, 1, oo)", "sum(k, k, 1, 5000)", "sum(k, k, 1, 1/2)", "int x dx", "int_0^1 1/t dt",
        "int_-1^1 sqrt(t) dt",
        "int_0^2 floor(t) dt", "acosh(0)", "x",
    ],
)  # fmt: skip
def test_no_value(text):
    with pytest.raises(NoValue):
        at(text)


@over(
    ("text", "wanted"),
    [
        ("sqrt(-4)", acb(0, 2)), ("i^2", acb(-1)), ("(1+i)^2", acb(0, 2)), ("|3+4i|", acb(5)), ("max(1, 2)", acb(2)), ("4!", acb(24)),
        ("binomial(4, 2)", acb(6)), ("floor(2.5)", acb(2)), ("sum(i^k, k, 0, 3)", acb(0)), ("int_0^1 i t dt", acb(0, 0.5)),
    ],
)  # fmt: skip
def test_complex(text, wanted):
    found = at(text, COMPLEX)
    assert found.overlaps(wanted)
    assert abs(found - wanted) < 1e-10


def test_complex_cube_root_is_the_principal_one():
    assert at("(-8)^(1/3)", COMPLEX).imag > 1


def test_letters_and_whole_exponents():
    assert at("x^n", x=-2, n=3) == -8
    assert at("sum(k x, k, 1, n)", x=2, n=3) == 12
    assert at("int_0^x t dt", x=4).contains(8)


def test_a_bound_letter_is_not_the_outer_one():
    assert at("sum(k, k, 1, 3) + k", k=10) == 16


def test_a_derivative_of_an_unspecified_function_is_its_slope():
    h = 2.0**-30
    slope = (at("f(t)", t=1 + h) - at("f(t)", t=1 - h)) / (2 * h)
    assert abs(slope - at("f'(t)", t=1)) < 1e-12
    slope = (at("f(x, y)", x=1, y=2 + h) - at("f(x, y)", x=1, y=2 - h)) / (2 * h)
    assert abs(slope - at("f_y(x, y)", x=1, y=2)) < 1e-12


@over("text", ["1 + 10^-60", "x + 10^-60", "e^(10^-60)", "cos(10^-60)", "tanh(200)", "arctan(10^60)"])
def test_what_is_too_small_to_be_seen_is_told(text):
    with precision(128):
        assert weighed(parse(text).tree, {"x": arb(1) / 3}, REAL).lost
    with precision(4000):
        assert not weighed(parse(text).tree, {"x": arb(1) / 3}, REAL).lost


@over("text", ["x - 10^-20", "sin(10^-60)", "10^-60", "x^6000", "x + 1"])
def test_what_is_seen_is_not_called_lost(text):
    with precision(128):
        assert not weighed(parse(text).tree, {"x": arb(1) / 3}, REAL).lost


@over(
    "text",
    ["sum(sum(sum(a, a, 1, 999), b, 1, 999), c, 1, 999)", "int_0^1 1/t dt", "sin(10^9999)", "(x - 1)^6000", "9^9000", "x^(10^9999)"],
)
def test_work_is_bounded(text):
    with suppress(NoValue, Unreadable):
        at(text, x=3)
