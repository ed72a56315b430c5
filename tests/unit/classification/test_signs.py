"""Signs of numbers and formulas: proved, or nothing is said."""

from fractions import Fraction
from itertools import product

from every import over
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Add,
    Ge,
    Gt,
    I,
    Le,
    Lt,
    Rational,
    S,
    Symbol,
    cos,
    exp,
    expand,
    lambdify,
    log,
    pi,
    simplify,
    sin,
    sqrt,
    symbols,
    tan,
)

from tutor.maths.classification.bounds import ranges
from tutor.maths.classification.signed import signed
from tutor.maths.numbers import sign_of
from tutor.maths.numbers.parity import without_parity

x, y, z = symbols("x y z", real=True)
n, m = symbols("n m", integer=True)


@over(
    ("number", "sign"),
    [
        (S(0), 0),
        (sqrt(2) - Rational(3, 2), -1),
        (sqrt(5 + 2 * sqrt(6)) - sqrt(2) - sqrt(3), 0),
        (exp(1) - Rational(271828, 100000), 1),
        (cos(pi / 7) - cos(2 * pi / 7) + cos(3 * pi / 7) - Rational(1, 2), 0),
        (sqrt(2) + sqrt(3) - sqrt(5) - Rational(1, 10**30), 1),
        ((-1) ** n * (-1) ** n, 1),
        (I, None),
        (Symbol("a", real=True), None),
        (Symbol("p", positive=True) + 1, 1),
    ],
)
def test_sign_of(number, sign):
    assert sign_of(number) == sign


def test_even_multiples_in_the_exponent_of_minus_one():
    assert without_parity((-1) ** (m + 2 * n)) == (-1) ** m
    assert without_parity((-1) ** (2 * n + 1)) == -1


@over(
    ("expr", "relations", "sign", "strict"),
    [
        (x**2 * y**2, (), 1, False),
        (x**2 + x * y + y**2, (), 1, False),
        (x**2 + x * y + y**2 + 1, (), 1, True),
        (-(x**2) - y**2 - 1, (), -1, True),
        (x**4 - 2 * x**2 * y**2 + y**4, (), 1, False),
        (x**4 + x**2 * y**2 + y**4 - x * y**3, (), 1, False),
        (exp(x) * (x**2 + 2 * x + 2), (), 1, True),
        (2 + cos(x) * sin(y), (), 1, True),
        (1 - cos(x), (), 1, False),
        (x**3 - x + 1, (Gt(x, 0),), 1, True),
        (12 * x**2 - 12, (Ge(x, 1),), 1, False),
        (12 * x**2 - 12, (Gt(x, 1),), 1, True),
        (6 * x - y, (Gt(x, 1), Lt(y, 1)), 1, True),
        (x * y - x**2 * y**2, (Gt(x, 0), Gt(y, 0), Lt(x, 1), Lt(y, 1)), 1, True),
        (sin(x), (Ge(x, 0), Le(x, pi)), 1, False),
        (tan(x), (Ge(x, 0), Lt(x, pi / 2)), 1, False),
        (cos(x), (Gt(x, -pi / 2), Lt(x, pi / 2)), 1, True),
        (2 - x * sin(x * y), (Ge(x, 0), Le(x, 1), Ge(y, 0), Le(y, 1)), 1, True),
    ],
)
def test_signed(expr, relations, sign, strict):
    found = signed(expr, ranges(relations, (x, y)))
    assert found is not None
    assert (found.sign, found.strict) == (sign, strict)
    assert simplify(expand(found.form - expr)) == 0


@over("expr", [x**2 - y**2, x, x * y, x**3, 12 * x**2 + 4 * y**2 - 4, sin(x), log(1 + x**2) - 1, x**4 + y**4 - 3 * x * y])
def test_what_has_no_sign_gets_none(expr):
    assert signed(expr) is None


def test_the_end_of_a_range_that_is_left_out_counts_as_left_out():
    assert signed(x, ranges((Gt(x, 0),), (x,))).strict
    assert not signed(x, ranges((Ge(x, 0),), (x,))).strict
    assert signed(x - 1, ranges((Ge(x, 0),), (x,))) is None


MONOMIALS = [(i, j) for i in range(5) for j in range(5) if i + j <= 4]


@given(st.dictionaries(st.sampled_from(MONOMIALS), st.integers(-4, 6).filter(bool), min_size=1, max_size=5), st.booleans())
@settings(max_examples=75, deadline=None)
def test_a_sign_that_is_claimed_holds_on_a_grid(terms, positive):
    f = Add(*(c * x**i * y**j for (i, j), c in terms.items()))
    found = signed(f, ranges((Ge(x, 0), Ge(y, 0)) if positive else (), (x, y)))
    if found is None:
        return
    grid = [Rational(k, 4) for k in (range(0, 20) if positive else range(-12, 13, 2))]
    value_at = lambdify((x, y), f, "math")
    for a, b in product(grid, grid):
        value = found.sign * value_at(Fraction(int(a.p), int(a.q)), Fraction(int(b.p), int(b.q)))
        assert value > 0 if found.strict else value >= 0
