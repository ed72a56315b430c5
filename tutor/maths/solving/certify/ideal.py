"""Groebner bases over the rational numbers, bounded in size: what a system of polynomial equations implies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flint import fmpz_mpoly, fmpz_mpoly_ctx, fmpz_mpoly_vec

ORDER = "degrevlex"
# A basis beyond this is given up. Gradients of quartics in three variables take 11 elements of 28 terms and 380 bits.
LIMITS = (150, 400, 3000)  # elements, terms of one, bits of a coefficient

Polynomial = fmpz_mpoly
Ring = fmpz_mpoly_ctx


class TooLarge(Exception):
    """A computation grew beyond what a certificate may cost."""


def ring(names: Sequence[str], order: str = ORDER) -> Ring:
    """The polynomials with whole coefficients in these letters."""
    return fmpz_mpoly_ctx.get(tuple(names), order)


def primitive(p: Polynomial) -> Polynomial:
    """Without a common divisor of the coefficients."""
    return p.primitive()[1] if not p.is_zero() else p


def basis(polynomials: Iterable[Polynomial], where: Ring) -> tuple[Polynomial, ...]:
    """The reduced Groebner basis of the ideal; (1,) where there is no solution at all, even among complex numbers."""
    given = sorted(
        {str(q): q for q in map(primitive, polynomials) if not q.is_zero()}.values(), key=lambda p: (p.total_degree(), len(p), str(p))
    )
    if any(p.is_constant() for p in given):
        return (where.constant(1),)
    if not given:
        return ()
    found: Any
    found, done = fmpz_mpoly_vec(given, where).buchberger_naive(limits=LIMITS)
    if not done:
        raise TooLarge
    reduced = tuple(primitive(p) for p in found.autoreduction())
    return (where.constant(1),) if any(p.is_constant() for p in reduced) else reduced


def leading(p: Polynomial) -> tuple[int, ...]:
    """The exponents of the leading monomial."""
    return tuple(int(e) for e in p.monoms()[0])


def standard_monomials(found: Sequence[Polynomial], where: Ring, most: int) -> list[tuple[int, ...]] | None:
    """The monomials that no leading one divides, if they are finitely many: then so are the solutions. `TooLarge` above `most`."""
    n = where.nvars()
    heads = [leading(p) for p in found]
    for k in range(n):
        if not any(all(e == 0 for i, e in enumerate(h) if i != k) for h in heads):
            return None
    out: list[tuple[int, ...]] = []
    level = [(0,) * n] if not any(p.is_constant() for p in found) else []
    while level:
        out += level
        if len(out) > most:
            raise TooLarge
        grown = {(*m[:k], m[k] + 1, *m[k + 1 :]) for m in level for k in range(n)}
        level = sorted(m for m in grown if not any(all(a <= b for a, b in zip(h, m, strict=True)) for h in heads))
    return out
