"""The constant factor of an integrand, and what is left."""

from __future__ import annotations

from sympy import Expr, S, Symbol

from tutor.maths.integrals.writing import written
from tutor.trees.tree import evaluated


def apart(expr: Expr, x: Symbol) -> tuple[Expr, Expr]:
    """A held product or quotient as a factor without x times one whose parts all contain x; either may be 1."""
    value = evaluated(expr)
    still, moving = value.as_independent(x, as_Add=False)
    if still is S.One:
        return S.One, expr
    return written(still), written(moving)
