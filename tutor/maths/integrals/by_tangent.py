"""Rational functions of the squares of sine and cosine, and of their product, as rational functions of the tangent."""

from __future__ import annotations

from sympy import Add, Expr, Poly, PolynomialError, Symbol, cancel, cos, cot, csc, factor, fraction, sec, sin, tan

from tutor.maths.integrals.half_angle import Rationalised, letter_for, of_one_angle


def by_tangent(f: Expr, x: Symbol) -> Rationalised | None:
    """f in t = tan x; None where it does not have the period of the tangent, or where no sine or cosine is divided by."""
    one = of_one_angle(f, x)
    if one is None:
        return None
    found, angle, k = one
    t, c = letter_for(f), Symbol("_cosine", real=True)
    table = {sin: t * c, cos: c, tan: t, cot: 1 / t, sec: 1 / c, csc: 1 / (t * c)}
    inside = f.xreplace({e: table[type(e)] for e in found})
    if inside.has(x) or not inside.is_rational_function(t, c):
        return None
    try:
        reduced = cancel(inside)
    except PolynomialError:
        return None
    if not fraction(reduced)[1].has(t, c) or cancel(reduced - reduced.subs(c, -c)) != 0:
        return None
    slope = 1 / (k * (1 + t**2))
    over, under = (_by_square(e, c, 1 / (1 + t**2)) for e in fraction(reduced))
    return Rationalised(t, angle, tan(angle), slope, factor(cancel(over / under * slope)))


def _by_square(e: Expr, c: Symbol, square: Expr) -> Expr:
    """A polynomial with even powers of c, with the square of c put in."""
    return Add(*(k * square ** (n // 2) for (n,), k in Poly(e, c).terms()))
