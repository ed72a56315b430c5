"""Integrands that are proved to have no elementary antiderivative, with the theorem that says so.

For a rational R and a polynomial g, R e^g has an elementary antiderivative only if it is y e^g with a rational y, that is, if
y' + y g' = R has a rational solution (Liouville 1835); whether it has is decided by linear algebra. R sin g and R cos g are
the parts of R e^(i g), and with u = ln x powers of x become exponentials. 1/sqrt(p) for a p of degree 3 or 4 without a
multiple zero is an elliptic integral of the first kind.

Source: M. Rosenlicht, Integration in finite terms (Amer. Math. Monthly 79, 1972).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from sympy import Expr, I, Mul, Poly, Pow, S, Symbol, cos, degree, exp, expand, fraction, gcd, linsolve, log, quo, sin, together
from sympy.polys.polyerrors import PolynomialError

Why = Literal["liouville", "elliptic"]
HIGHEST = 8  # degree of what is tried


@lru_cache(maxsize=1024)
def why_not(f: Expr, x: Symbol) -> Why | None:
    """By what theorem f has no elementary antiderivative in x; None where it has one or it is not decided."""
    f = f.as_independent(x, as_Add=False)[1]
    if not f.has(exp, sin, cos, log):
        return "elliptic" if _is_elliptic(f, x) else None
    if f.has(log):
        return _with_logarithm(f, x)
    return "liouville" if _is_refused(f, x) else None


def _is_refused(f: Expr, x: Symbol) -> bool:
    """Whether f is R e^g, R sin g or R cos g without the rational y that it would take."""
    factors = Mul.make_args(f)
    waves = [a for a in factors if isinstance(a, exp | sin | cos) and a.has(x)]
    if len(waves) != 1:
        return False
    rest = Mul(*(a for a in factors if a != waves[0]))
    g = waves[0].args[0]
    if not rest.is_rational_function(x) or not g.is_polynomial(x):
        return False
    return _has_no_solution(rest, g if isinstance(waves[0], exp) else I * g, x)


def _has_no_solution(rational: Expr, g: Expr, x: Symbol) -> bool:
    """Whether y' + y g' = R has no rational solution y."""
    over, under = (Poly(e, x, extension=True) if e.has(I) else Poly(e, x) for e in fraction(together(rational)))
    repeated = gcd(under.as_expr(), under.as_expr().diff(x)) if under.degree() else S.One  # a pole of y has one order less
    slope = g.diff(x)
    highest = max(over.degree() - under.degree() - degree(slope, x), 0) + degree(repeated, x) if slope.has(x) or slope != 0 else 0
    if highest > HIGHEST:
        return False
    letters = [Symbol(f"c_{k}") for k in range(highest + 1)]
    y = sum((c * x**k for k, c in enumerate(letters)), S.Zero) / repeated
    difference = together(y.diff(x) + y * slope - rational)
    try:
        equations = Poly(expand(fraction(difference)[0]), x).all_coeffs()
    except PolynomialError:
        return False
    return not linsolve(equations, letters)


def _with_logarithm(f: Expr, x: Symbol) -> Why | None:
    """x^n R(ln x) in u = ln x."""
    u = Symbol("u_logarithm", real=True)
    inside = f.subs(log(x), u).subs(x, exp(u)) * exp(u)
    changed = inside.powsimp() if hasattr(inside, "powsimp") else inside
    return None if changed.has(x, log) else "liouville" if _is_refused(changed, u) else None


def _is_elliptic(f: Expr, x: Symbol) -> bool:
    """Whether f is 1/sqrt(p) for a p of degree 3 or 4 without a multiple zero."""
    if not isinstance(f, Pow) or f.exp != -S.Half or not f.base.is_polynomial(x):
        return False
    p = Poly(f.base, x)
    return p.degree() in (3, 4) and quo(p.as_expr(), gcd(p.as_expr(), p.as_expr().diff(x)), x).as_poly(x).degree() == p.degree()
