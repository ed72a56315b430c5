"""How the parts of an integral are written: as elsewhere, but e^(-x) stays above the line, where it is integrated."""

from __future__ import annotations

from sympy import Expr

from tutor.maths.limits import written as elsewhere


def written(expr: Expr) -> Expr:
    """The held tree of an evaluated expression."""
    return elsewhere.written(expr, below=False)
