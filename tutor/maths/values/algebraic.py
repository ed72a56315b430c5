"""Real zeros of polynomials with rational coefficients, in balls: what a number without a formula is worth."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flint import arb, ctx, fmpz_poly
from sympy import Poly
from sympy.polys.rootoftools import ComplexRootOf


def enclosed(root: ComplexRootOf, bits: int) -> arb:
    """A ball that holds a real algebraic number: SymPy counts the real zeros of its polynomial from the left, as the balls lie."""
    found: arb = real_zeros(root.poly, bits)[root.index]
    return found


@lru_cache(maxsize=512)
def real_zeros(polynomial: Poly, bits: int) -> tuple[arb, ...]:
    """Balls around the real zeros of a squarefree polynomial with rational coefficients, from the left."""
    before, ctx.prec = ctx.prec, bits
    try:
        whole = polynomial.clear_denoms(convert=True)[1]
        found: Any = fmpz_poly([int(c) for c in reversed(whole.all_coeffs())]).complex_roots()
        return tuple(sorted((z.real for z, _ in found if z.imag.is_zero()), key=lambda z: float(z.mid())))
    finally:
        ctx.prec = before
