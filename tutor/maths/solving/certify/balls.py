"""Values of formulas in real balls, algebraic numbers without a formula among them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flint import arb, ctx, fmpz_poly
from sympy import Basic, Expr, Poly
from sympy.polys.rootoftools import ComplexRootOf

from tutor.maths.solving.certify.sturm import real_roots
from tutor.maths.values import BALLS, Evaluator, Jet, NoValue

BITS = 256


def value(expr: Expr, at: Mapping[Basic, arb], bits: int = BITS) -> Any:
    """The ball of a formula at balls; None where it has no real value, or none that could be enclosed."""
    before, ctx.prec = ctx.prec, bits
    try:
        where = {x: Jet({0: b}) for x, b in at.items()}
        where |= {r: Jet({0: algebraic(r, bits)}) for r in expr.atoms(ComplexRootOf)}
        found: arb = _Evaluator(BALLS, where)(expr).parts[0]
    except NoValue:
        return None
    finally:
        ctx.prec = before
    return found if found.is_finite() else None


class _Evaluator(Evaluator):
    """An evaluator that also looks up algebraic numbers."""

    __slots__ = ()

    def _find(self, expr: Basic) -> Any:
        return self.where[expr] if isinstance(expr, ComplexRootOf) and expr in self.where else super()._find(expr)


@lru_cache(maxsize=256)
def algebraic(root: ComplexRootOf, bits: int) -> arb:
    """A ball around a real root of an irreducible polynomial; SymPy counts the real ones first, in order."""
    p = fmpz_poly([int(c) for c in reversed(Poly(root.expr, root.poly.gen).all_coeffs())])
    before, ctx.prec = ctx.prec, bits
    try:
        real = real_roots(p)
    finally:
        ctx.prec = before
    if root.index >= len(real):
        raise NoValue(f"{root} is not real")
    found: arb = real[root.index]
    return found


def apart(a: arb, b: arb | int) -> bool:
    """Whether two balls are certainly around different numbers."""
    return not arb(a).overlaps(b)
