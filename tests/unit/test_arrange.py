"""The order a teacher writes: one row an expression as SymPy has it and as the page has it."""

import pytest
from every import over
from sympy import Function, I, Rational, Symbol, Tuple, cos, exp, log, pi, sec, sin, sqrt, symbols, tan

from tutor.deriving.arrange import Arranger, in_order
from tutor.printing.notation.text import text
from tutor.trees import tree

x, y, z, a, r, k, u, v = symbols("x y z a r k u v", real=True)
f = Function("f", real=True)


@over(
    ("expr", "page"),
    [
        (y * 6 * x, "6xy"),
        (y**3 + 3 * x**2 * y, "3x²y + y³"),
        (9 - x**2, "9 − x²"),
        (x - y - 1, "x − y − 1"),
        (2 * x - 3 * x**2 - 2, "−3x² + 2x − 2"),
        (3 + 2 * x - x**2, "3 + 2x − x²"),
        (sin(x) * x**2 * 3, "3x² sin(x)"),
        (cos(y) * sin(x), "sin(x) cos(y)"),
        (tan(x) * sec(x), "sec(x) tan(x)"),
        (exp(x) * x, "x e^x"),
        ((x + 1) ** 2 * 2 * x * exp(x), "2x(x + 1)² e^x"),
        (sqrt(2) * 11 / 2, "11√2/2"),
        (-x / (x**2 + y**2), "−x/(x² + y²)"),
        (Rational(3, 7) * x / y**2, "3x/(7y²)"),
        (pi * r**2 * a, "πar²"),
        (k * x, "kx"),
        (log(x) + 1, "1 + ln(x)"),
        (-x - y, "−x − y"),
        (-x * y * (2 * x + y - 5), "xy(5 − 2x − y)"),
        (-x * (x + y), "−x(x + y)"),
        (cos(u) * sin(v), "cos(u) sin(v)"),
        (cos(u) * sin(u) * sin(v) ** 2, "sin(u) cos(u) sin²(v)"),
    ],
)
def test_order(expr, page):
    assert text(Arranger((x, y, z, r))(expr)).replace(" ", "") == page.replace(" ", "")


def test_a_sum_of_the_problem_keeps_its_spelling():
    typed = tree.total(Rational(1), tree.power(x, 2))
    assert text(Arranger((x,), [typed])(2 * x * (x**2 + 1))) == "2x(1 + x²)"


def test_ones_and_zeros_go_and_the_order_of_a_sum_stays():
    held = tree.total(tree.product(Rational(1), y), Rational(0), tree.product(Rational(2), x))
    assert text(Arranger((x, y)).light(held)) == "y + 2x"


def test_values_are_kept():
    for expr in (x - I * 0, (x - y) ** 3 / (2 * y), exp(-x) * sin(x - y) / 3, -sqrt(x) * f(x, y)):
        assert tree.plain(Arranger((x, y))(expr)) == expr


def test_the_alphabet_is_the_problems():
    t = Symbol("t", real=True)
    assert text(Arranger((t, x))(x * t)) == "tx"


@over(
    ("expr", "page"),
    [
        (sin(x - 2 * y), "sin(x − 2y)"),
        (cos(x - 2 * y) * x, "x cos(x − 2y)"),
        (-5 * sin(x - 2 * y) ** 3, "−5 sin³(x − 2y)"),
        (x / tan(x - 2 * y), "x/tan(x − 2y)"),
        (exp(x) * (5 * sin(2 * y - x) - 2 * cos(2 * y - x)), "−e^x (2 cos(x − 2y) + 5 sin(x − 2y))"),
    ],
)
def test_an_argument_keeps_the_sign_that_was_typed(expr, page):
    typed = tree.total(x, tree.product(Rational(-2), y))
    arrange = Arranger((x, y), [typed])
    assert text(arrange(expr)) == page
    assert (tree.plain(arrange(expr)) - expr).expand() == 0


@pytest.mark.parametrize(
    ("number", "page"), [(exp(-1), "1/e"), (-4 * exp(-2), "−4/e²"), (sqrt(3) / 2, "√3/2"), (2 * 2 ** Rational(2, 3), "2∛4")], ids=str
)
def test_a_number_has_one_spelling(number, page):
    assert text(in_order(number)) == page
    assert text(in_order(Tuple(number, x))) == f"({page}, x)"
