"""Real roots counted by Sturm, against roots that were planted."""

from flint import fmpq_poly, fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.maths.solving.certify.sturm import real_root_count, real_roots, squarefree


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(1, 4), st.integers(1, 3)), max_size=4), st.lists(st.integers(1, 9), max_size=2))
def test_planted_roots(roots: list[tuple[int, int, int]], squares: list[int]) -> None:
    """Each root with a multiplicity, times x^2 + c, which has no real root."""
    p = fmpz_poly([-3])
    for a, b, k in roots:
        p *= fmpz_poly([-a, b]) ** k
    for c in squares:
        p *= fmpz_poly([c, 0, 1])
    different = {(a * 12) // b if (a * 12) % b == 0 else (a, b) for a, b, _ in roots}
    assert real_root_count(squarefree(fmpq_poly(p))) == len(different)
    assert len(real_roots(squarefree(fmpq_poly(p)))) == len(different)


def test_close_roots() -> None:
    """Two roots of (x^2 - 2)^2 = 10^-30 near to each other are two."""
    p = fmpz_poly([-2, 0, 1]) ** 2 * 10**30 - 1
    assert real_root_count(p) == 4
