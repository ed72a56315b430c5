"""What words assert of sets and functions is refuted where it is wrong."""

import pytest
from every import over
from sympy import Eq, Ge, Le, Rational, exp, sqrt, symbols

from tutor.deriving.evidence import Refuted, holds
from tutor.maths.extrema.asserted import bounded_claims, convex_claim, fading_claims
from tutor.maths.extrema.compact import Bound, Reason, bounded
from tutor.maths.extrema.region import read

x, y, z = symbols("x y z", real=True)
p, q = symbols("p q", positive=True)


def test_a_term_that_is_said_not_to_be_negative_is_looked_at():
    (claim, other) = bounded_claims(bounded([x**2 + 3 * y**2 <= 5], (x, y)))
    assert holds(claim) != "none" and holds(other) != "none"
    wrong = Bound((Reason("sum", x**2 - y**2 <= 5, (x, y)),))
    with pytest.raises(Refuted):
        [holds(c) for c in bounded_claims(wrong)]


BOUNDS = [
    ([x**4 + y**2 - 3 * x * y <= 7], (x, y)),
    ([Eq(x**2 + 2 * y**2, z), Eq(2 * x - y + z, 4)], (x, y, z)),
    ([Ge(x, 0), Le(x, 3), Ge(y, -1), Le(y, 2 * x)], (x, y)),
    ([sqrt(x**2 + 4 * y**2) <= z, z <= 5], (x, y, z)),
    ([x**4 - 2 * x**2 + y**2 <= 5], (x, y)),
    ([Eq(p * q, 6), p + 2 * q <= 9], (p, q)),
    ([z <= sqrt(9 - x**2 - 2 * y**2), Ge(z, 0)], (x, y, z)),
    ([y >= 2 * x**2, y <= sqrt(x)], (x, y)),
]


@over(("relations", "variables"), BOUNDS)
def test_far_out_a_relation_named_fails(relations, variables):
    found = bounded_claims(bounded(relations, variables))
    assert found and all(holds(c) != "none" for c in found)


@over(
    "reason",
    [
        Reason("form", x**2 - 3 * x * y + y**2 <= 1, (x, y), form=x**2 - 3 * x * y + y**2),
        Reason("follows", Le(y, 2 * x), (y,)),
        Reason("between", Eq(x * y, 1), (x, y)),
        Reason("terms", x**2 - y**2 <= 5, (x, y)),
        Reason("powers", Eq(p * q, 6), (p, q)),
    ],
)
def test_a_wrong_reason_for_a_bound_is_refuted(reason):
    with pytest.raises(Refuted):
        [holds(c) for c in bounded_claims(Bound((reason,)))]


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
