"""Real solutions of random polynomial systems: Sturm's count of the eliminant against the signature of Hermite's form."""

from itertools import pairwise, product

from flint import fmpz_mpoly_vec
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tutor.budget import Work
from tutor.maths.solving.certify.ideal import TooLarge, basis, ring, standard_monomials
from tutor.maths.solving.certify.quotient import Quotient
from tutor.maths.solving.certify.solutions import Solutions

R = ring("xy")
X, Y = R.gens()
MONOMIALS = [m for m in product(range(4), repeat=2) if sum(m) <= 3]
coefficients = st.lists(st.integers(-5, 5), min_size=len(MONOMIALS), max_size=len(MONOMIALS))
cubics = coefficients.map(lambda cs: R.from_dict(dict(zip(MONOMIALS, cs, strict=True))))


def solutions(*zero: object) -> Solutions | None:
    found = basis(zero, R)
    assert fmpz_mpoly_vec(found, R).is_groebner()
    monomials = standard_monomials(found, R, 60)
    return None if monomials is None else Solutions(Quotient(found, R, monomials, Work(10_000)))


def signature(s: Solutions) -> int:
    """By Descartes' rule, exact where all roots are real, as those of a symmetric matrix are."""
    p = s.algebra.hermite(s.algebra.trace()).charpoly()
    up = [p[k] for k in range(p.degree() + 1)]
    return changes(up) - changes([c * (-1) ** k for k, c in enumerate(up)])


def changes(cs: list[object]) -> int:
    left = [c > 0 for c in cs if c != 0]  # type: ignore[operator]
    return sum(a != b for a, b in pairwise(left))


@settings(max_examples=60, deadline=None)
@given(cubics, cubics)
def test_two_counts_agree(p: object, q: object) -> None:
    try:
        s = solutions(p, q)
    except TooLarge:
        s = None
    assume(s is not None)
    assert s is not None and s.count == signature(s)
    for k in range(s.count):
        assert s.sign(p, k) == 0 == s.sign(q, k)
        assert s.value(X * Y - Y, k, 128).overlaps((s.value(X, k, 128) - 1) * s.value(Y, k, 128))


def test_multiple_points() -> None:
    s = solutions(X**2, Y**2 - 2 * X * Y)
    assert s is not None
    assert (s.algebra.size, s.distinct, s.count) == (4, 1, 1)
    assert s.sign(X - Y, 0) == 0
    assert s.sign(Y + 1, 0) == 1


def test_signs_are_exact() -> None:
    s = solutions(X**2 - 2, Y**2 - 2)
    assert s is not None
    assert s.count == 4
    assert sorted(s.sign(X - Y, k) for k in range(4)) == [-1, 0, 0, 1]
    assert sorted(s.sign(X * Y - 2, k) for k in range(4)) == [-1, -1, 0, 0]
    big = 10**40
    assert sorted(s.sign(X * big - Y * (big + 1), k) for k in range(4)) == [-1, -1, 1, 1]


def test_no_solution() -> None:
    s = solutions(X * Y - 1, X)
    assert s is not None
    assert s.count == 0


def test_infinitely_many() -> None:
    assert solutions(X * Y, X**2) is None
