"""What words assert of sets and functions is refuted where it is wrong."""

import pytest
from sympy import Ge, Rational, exp, symbols

from tutor.deriving.evidence import Refuted, holds
from tutor.maths.extrema.asserted import bounded_claims, convex_claim, fading_claims
from tutor.maths.extrema.compact import Bound, Reason, bounded
from tutor.maths.extrema.region import read

x, y = symbols("x y", real=True)


def test_a_term_that_is_said_not_to_be_negative_is_looked_at():
    (claim, other) = bounded_claims(bounded([x**2 + 3 * y**2 <= 5], (x, y)))
    assert holds(claim) != "none" and holds(other) != "none"
    wrong = Bound((Reason("sum", x**2 - y**2 <= 5, (x, y)),))
    with pytest.raises(Refuted):
        [holds(c) for c in bounded_claims(wrong)]


@pytest.mark.parametrize(("f", "right"), [(x**2 + x * y + y**2, True), (x**2 + 3 * x * y + y**2, False), (x**4 - y**2, False)])
def test_a_bend_is_held_against_the_middle(f, right):
    claim = convex_claim(f, (x, y), True, False)
    if right:
        assert holds(claim) == "sampled"
    else:
        with pytest.raises(Refuted):
            holds(claim)


def test_a_function_of_which_it_is_said_that_it_fades_is_followed_on_rays():
    quarter = read([Ge(x, 0, evaluate=False), Ge(y, 0, evaluate=False)], (x, y))
    assert all(holds(c) != "none" for c in fading_claims(x * exp(-x - 2 * y), quarter))
    with pytest.raises(Refuted):
        [holds(c) for c in fading_claims(x / (x + y + Rational(1, 2)), quarter)]
