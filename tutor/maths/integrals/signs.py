"""What is positive whatever the letters are: then a logarithm needs no bars."""

from __future__ import annotations

from sympy import Expr, Poly, Symbol, discriminant


def always_positive(expr: Expr, x: Symbol) -> bool:
    """Whether an expression is positive for every real x, as SymPy sees it or by the discriminant of a quadratic."""
    if expr.is_positive:
        return True
    if not expr.is_polynomial(x):
        return False
    poly = Poly(expr, x)
    if poly.degree() != 2:
        return False
    return bool(poly.LC().is_positive and discriminant(poly.as_expr(), x).is_negative)
