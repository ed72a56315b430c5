"""Bounded sets are proved to be so, unbounded ones never."""

from itertools import product

from every import over
from hypothesis import given
from hypothesis import strategies as st
from sympy import Abs, Eq, Rational, S, exp, log, sqrt, symbols

from tutor.maths.extrema.compact import bounded
from tutor.maths.extrema.monomials import enclosed

x, y, z, a = symbols("x y z a", real=True)
p, q, r = symbols("p q r", positive=True)

BOUNDED = [
    ([Eq(x**2 + y**2, 8)], (x, y)),
    ([x**2 - 4 * x + y**2 <= 0], (x, y)),
    ([Eq(x + y - z, 1), Eq(x**2 + y**2, 1)], (x, y, z)),
    ([x**2 <= y, y <= x + 2], (x, y)),
    ([x >= 0, y >= 0, x + y <= 4], (x, y)),
    ([y <= x, x <= 2, y >= 0], (x, y)),
    ([x + y <= 1, x - y <= 1, -x + y <= 1, -x - y <= 1], (x, y)),
    ([x**2 + x * y + y**2 <= 1], (x, y)),
    ([x**4 + y**4 - 4 * x * y <= 1], (x, y)),
    ([Eq(x**2 + y**2, z), Eq(x + y + z, 4)], (x, y, z)),
    ([sqrt(x**2 + y**2) <= z, z <= 4], (x, y, z)),
    ([y >= x**2, x >= y**2 - 3], (x, y)),
    ([Abs(x) + Abs(y) <= 1], (x, y)),
    ([exp(x**2 + y**2) <= 3], (x, y)),
    ([Eq(x**2 + y**2 + z**2, a**2)], (x, y, z)),
    ([Eq(x + y, 1), x * y >= Rational(1, 4)], (x, y)),
    ([x > 0, y > 0, z > 0, Eq(x + y + z, 1)], (x, y, z)),
]
AWAY = [
    ([Eq(2 * p * q + 2 * q * r + p * r, 12), p * q * r >= 1], (p, q, r)),
    ([Eq(p * q * r, 8), p + q + r <= 12], (p, q, r)),
    ([Eq(p + q + r, 1), log(p) + log(q) + 2 * log(r) >= -5], (p, q, r)),
]
UNBOUNDED = [
    ([Eq(x + y, 1)], (x, y)),
    ([Eq(x * y, 1)], (x, y)),
    ([Eq(x**2 - y**2, 1)], (x, y)),
    ([Eq(x**2 + 3 * x * y + y**2, 1)], (x, y)),
    ([Eq((x + y) ** 2, 1)], (x, y)),
    ([x * y <= 1, x >= 0, y >= 0], (x, y)),
    ([Eq(x * y, 1), x >= 0, x <= 3], (x, y)),
    ([Eq(x**2 + y**2, 1)], (x, y, z)),
    ([Eq(x**3 + y**3, 16)], (x, y)),
    ([x**2 + y**2 >= 1], (x, y)),
    ([Eq(p * q, 1)], (p, q)),
    ([Eq(p * q * r, 1), p + q <= 4], (p, q, r)),
    ([x <= 3, y <= 2], (x, y)),
    ([y >= x**2, y >= x], (x, y)),
]


@over(("relations", "variables"), BOUNDED)
def test_bounded(relations, variables):
    found = bounded(relations, variables)
    assert found is not None and not found.away
    assert {v for reason in found.reasons for v in reason.variables} == set(variables)


@over(("relations", "variables"), AWAY)
def test_positive_variables_kept_away_from_0(relations, variables):
    found = bounded(relations, variables)
    assert found is not None and found.away


def test_the_bounds_that_products_give_hold_all_over_the_set():
    found = enclosed([(p * q + 3 * q * r - 6, Eq(p * q + 3 * q * r, 6)), (1 - p * q**2 * r, p * q**2 * r >= 1)], (p, q, r))
    assert found is None  # p as large as one likes, with q = 1/p
    found = enclosed([(2 * p * q + q * r + p * r - 12, S(1)), (1 - p * q * r, S(2))], (p, q, r))
    assert len(found.products) == 3 and len(found.reached) == 6
    within = [at for at in product([Rational(k, 12) for k in (1, 2, 6, 12, 24, 36, 72)], repeat=3) if at[0] * at[1] * at[2] >= 1]
    within = [dict(zip((p, q, r), at, strict=True)) for at in within]
    within = [at for at in within if (2 * p * q + q * r + p * r).subs(at) <= 12]
    assert within and all(b.subs(at) == True for at in within for b in (*found.products, *found.reached))  # noqa: E712


@over(("relations", "variables"), UNBOUNDED)
def test_unbounded(relations, variables):
    assert bounded(relations, variables) is None


@given(st.lists(st.integers(-4, 4), min_size=6, max_size=6))
def test_a_set_with_a_ray_is_never_called_bounded(c):
    """Half-planes that all hold along (0, 0) + t d, t >= 0."""
    d = (c[0] or 1, c[1])
    normals = [(c[2], c[3]), (c[4], c[5])]
    relations = [(m * x + n * y <= 1) if m * d[0] + n * d[1] <= 0 else (-m * x - n * y <= 1) for m, n in normals]
    kept = [r for r in relations if r not in (True, False)]
    assert bounded(kept, (x, y)) is None
