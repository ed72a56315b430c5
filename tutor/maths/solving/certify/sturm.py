"""How many real roots a polynomial in one unknown has: Sturm's theorem."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from flint import arb, fmpq_poly, fmpz_poly


def squarefree(p: fmpq_poly) -> fmpz_poly:
    """The polynomial with the same roots, each once; whole coefficients without a common divisor."""
    p = p / p.gcd(p.derivative()) if p.degree() > 0 else p
    over = p.numer()
    return over / over.content()


def real_root_count(p: fmpz_poly) -> int:
    """The number of distinct real roots: changes of sign in Sturm's chain at minus infinity less those at infinity."""
    if p.degree() < 1:
        return 0
    chain = [p, p.derivative()]
    while chain[-1].degree() > 0:
        a, b = fmpq_poly(chain[-2]), fmpq_poly(chain[-1])
        rest = -(a % b)
        if not rest:
            break
        over = rest.numer()  # the denominator is positive, so that no sign changes
        chain.append(over / over.content())
    ends = [(int(q[q.degree()] > 0), q.degree()) for q in chain]
    here = [sign for sign, _ in ends]
    there = [sign ^ (degree & 1) for sign, degree in ends]
    return _changes(there) - _changes(here)


def _changes(signs: list[int]) -> int:
    return sum(a != b for a, b in pairwise(signs))


def real_roots(p: fmpz_poly) -> tuple[arb, ...]:
    """Balls around the real roots of a polynomial without multiple ones, in order, as sharp as the precision in use.

    Enclosed by FLINT, counted by Sturm: two roads that must agree.
    """
    roots: Any = p.complex_roots()
    found = sorted((z.real for z, _ in roots if z.imag == 0), key=lambda z: float(z.mid()))
    assert len(found) == real_root_count(p)
    return tuple(found)
