"""What counts as evidence: exact where rational, balls elsewhere, refutation where wrong, nothing outside the domain."""

import pytest
from every import over
from flint import arb
from sympy import Abs, Eq, Gt, Integer, Integral, Lt, Ne, Pow, Rational, S, Symbol, acos, asin, exp, log, pi, sin, sqrt, symbols
from sympy import Function as Unspecified

from tutor.deriving.evidence import Refuted, holds
from tutor.maths.values import BALLS, Evaluator, Jet, NoValue
from tutor.maths.values.quadrature import _clear
from tutor.model import Claim, stated
from tutor.trees.heads import Bracket, Diff, Int, MatrixOf, Norm, Vector

x, y, t = symbols("x y t", real=True)
n = Symbol("n", integer=True)
r = Symbol("r", positive=True)


def test_rational_claims_are_decided_exactly():
    assert holds(Claim(Diff(x**3 / (y + x), x, y), (2 * x**3 + 3 * x**2 * y) / (x + y) ** 2)) == "exact"


def test_transcendental_claims_rest_on_balls():
    assert holds(Claim(Diff(sin(x * y), x, y), y * sin(x * y + pi / 2))) == "interval"


@over(
    ("left", "right"),
    [
        (Diff(x**3, x), 3 * x**3),
        (Diff(exp(x**2), x), exp(x**2)),
        (sqrt(x**2), x),  # true for positive numbers only: both signs are sampled
        (Diff(Abs(x), x), S.One),
        (log(x**2), 2 * log(Abs(x)) + Rational(1, 10**20)),  # the smallest difference is a difference
        (Vector(x, y), Vector(y, x)),
        (MatrixOf((x, 1), (2, y)), MatrixOf((x, 2), (1, y))),
    ],
)
def test_what_is_wrong_is_refuted(left, right):
    with pytest.raises(Refuted):
        holds(Claim(left, right))


def test_conditions_restrict_the_samples():
    assert holds(Claim(sqrt(x**2), x, (Gt(x, 0),))) == "interval"


def test_assumptions_of_symbols_are_kept():
    assert holds(Claim(Abs(r, evaluate=False), r)) == "interval"
    assert holds(Claim((-1) ** (2 * n + 1) * x, -x)) != "none"


def test_nothing_outside_the_domain():
    assert holds(Claim(asin(x**2 + 3), acos(x**2 + 3))) == "none"


def test_an_integral_is_differentiated_numerically():
    claim = Claim(Diff(Integral(sin(t**2), (t, 0, x)), x), sin(x**2))
    assert holds(claim) == "numeric"
    with pytest.raises(Refuted):
        holds(Claim(claim.left, sin(x)))


def test_unspecified_functions_stand_for_any():
    f = Unspecified("f", real=True)
    assert holds(Claim(Diff(f(x) * x, x), f(x) + x * Diff(f(x), x))) == "interval"
    with pytest.raises(Refuted):
        holds(Claim(f(x, y), f(y, x)))


def test_lengths():
    assert holds(Claim(Norm(Vector(3, 4)), Rational(5))) == "interval"


def test_a_condition_of_an_unknown_class_is_an_error():
    with pytest.raises(TypeError):
        holds(Claim(sin(x) ** 2, 1 - sin(x + pi / 2) ** 2, (Eq(x, 0).lhs,)))


@over(
    ("claim", "strength"),
    [
        (stated(Gt(sqrt(2) - 1, 0)), "exact"),
        (stated(Gt(exp(x) + x**2, 0, evaluate=False)), "sampled"),
        (stated(Ne(x**2 + 3, 0, evaluate=False)), "sampled"),
        (stated(Gt(x * y, 0), Gt(x, 0), Gt(y, 0)), "sampled"),
        (stated(Ne(y, 0), Gt(y, 0), Gt(x, 0)), "sampled"),
        (stated(Gt(sqrt(x - 5000), 0)), "none"),  # no sample point lies in the domain
    ],
)
def test_an_inequality_is_proved_for_numbers_and_looked_at_for_letters(claim, strength):
    assert holds(claim) == strength


@over(
    "claim",
    [
        stated(Lt(sqrt(2), Rational(7, 5))),
        stated(Gt(x, 0)),
        stated(Gt(x - 1, 0), Gt(x, 0)),
        stated(Ne(x**3 - x, 0)),  # it changes its sign
        stated(Ne(y + Abs(y), 0)),  # 0 on a whole half-line
        stated(Ne(sqrt(8), 2 * sqrt(2), evaluate=False)),
    ],
)
def test_an_inequality_that_fails_somewhere_is_refuted(claim):
    with pytest.raises(Refuted):
        holds(claim)


def test_an_argument_that_is_the_edge_of_a_domain_has_a_value_there():
    held = Bracket(Pow(1 - y / 5, Rational(3, 2)), y, Rational(0), Rational(5))
    assert holds(Claim(held, Integer(-1))) == "interval"
    assert holds(Claim(Bracket(asin(y / 7), y, Rational(0), Rational(7)), pi / 2)) == "interval"
    with pytest.raises(Refuted):
        holds(Claim(Bracket(asin(y / 7), y, Rational(0), Rational(7)), pi / 3))


@pytest.mark.parametrize("place", [-(2**-70), 2**-70])
def test_a_small_ball_round_the_edge_of_a_domain_is_a_neighbourhood(place):
    where = {y: Jet({0: arb(1 + place, 2**-65)})}
    with pytest.raises(NoValue):
        Evaluator(BALLS, where)(asin(y))
    with pytest.raises(NoValue):
        Evaluator(BALLS, where)(sqrt(1 - y))


def test_the_search_for_poles_ends():
    looks = [40]
    with pytest.raises(NoValue):
        _clear(_only_on_small_balls, arb(0), arb(1), looks)
    assert looks == [-1]


def _only_on_small_balls(ball):
    if ball.rad() > 2.0**-12:
        raise NoValue


def test_an_integral_has_no_value_where_its_limit_or_its_constant_factor_has_none():
    assert holds(Claim(Int(x**2, x, S.Zero, asin(r)), asin(r) ** 3 / 3)) == "interval"
    assert holds(Claim(Int(acos(r) * x, x, S.Zero, S.One), acos(r) / 2)) == "interval"
    with pytest.raises(Refuted):
        holds(Claim(Int(acos(r) * x, x, S.Zero, S.One), acos(r)))
