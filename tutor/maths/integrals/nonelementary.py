"""Integrands that are proved to have no elementary antiderivative, with the theorem that says so.

For rational R and g, R e^g has an elementary antiderivative only if it is y e^g with a rational y, that is, if
y' + y g' = R has a rational solution (Liouville 1835); whether it has is decided by linear algebra: y has no poles but those
of R, of no higher order. R sin g and R cos g are the parts of R e^(i g), and with u = ln x powers of x become exponentials.
1/sqrt(p) for a p of degree 3 or 4 without a multiple zero is an elliptic integral of the first kind. x^m (a + b x^n)^p with
rational exponents has one only if p, (m + 1)/n or (m + 1)/n + p is an integer (Chebyshev 1853).

Sources: M. Rosenlicht, Integration in finite terms (Amer. Math. Monthly 79, 1972); J. F. Ritt, Integration in Finite Terms
(1948), for the binomial.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from sympy import Dummy, Expr, I, Mul, Poly, Pow, S, Symbol, cos, exp, expand, fraction, gcd, linsolve, log, quo, sin, together
from sympy.polys.polyerrors import PolynomialError

Why = Literal["liouville", "elliptic", "chebyshev"]
HIGHEST = 8  # degree of what is tried


@lru_cache(maxsize=1024)
def why_not(f: Expr, x: Symbol) -> Why | None:
    """By what theorem f has no elementary antiderivative in x; None where it has one or it is not decided."""
    f = f.as_independent(x, as_Add=False)[1]
    if not f.has(exp, sin, cos, log):
        return "elliptic" if _is_elliptic(f, x) else "chebyshev" if binomial(f, x) is False else None
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
    if not rest.is_rational_function(x) or not g.is_rational_function(x):
        return False
    return _has_no_solution(rest, g if isinstance(waves[0], exp) else I * g, x)


def _has_no_solution(rational: Expr, g: Expr, x: Symbol) -> bool:
    """Whether y' + y g' = R has no rational solution y, for letters that are not chosen specially."""
    over, under = _poly_parts(rational, x)
    over_slope, under_slope = _poly_parts(g.diff(x), x)
    degree = over.degree() - under.degree()
    growth = over_slope.degree() - under_slope.degree()  # of g' towards infinity: 0 and more, or below -1
    highest = under.degree() + max(degree - growth if growth >= 0 else degree + 1, 0)
    if highest > HIGHEST:
        return False
    letters = [Dummy() for _ in range(highest + 1)]
    y = sum((c * x**k for k, c in enumerate(letters)), S.Zero) / under.as_expr()
    difference = together(y.diff(x) + y * g.diff(x) - rational)
    try:
        equations = Poly(expand(fraction(difference)[0]), x).all_coeffs()
    except PolynomialError:
        return False
    return not linsolve(equations, letters)


def _poly_parts(e: Expr, x: Symbol) -> tuple[Poly, Poly]:
    over, under = (Poly(part, x, extension=True) if part.has(I) else Poly(part, x) for part in fraction(together(e)))
    return over, under


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


def binomial(f: Expr, x: Symbol) -> bool | None:
    """Whether x^m (a + b x^n)^p has an elementary antiderivative, by Chebyshev's theorem; None where f is no such product."""
    m, roots = S.Zero, []
    for a in Mul.make_args(f.as_independent(x, as_Add=False)[1]):
        base, e = a.as_base_exp()
        if not e.is_Rational:
            return None
        if base == x:
            m += e
        else:
            roots.append((base, e))
    if len(roots) != 1:
        return None
    base, p = roots[0]
    still, moving = base.as_independent(x, as_Add=True)
    power, n = moving.as_independent(x, as_Add=False)[1].as_base_exp()
    if still.is_zero or power != x or not n.is_Rational:
        return None
    return any(e.is_integer for e in (p, (m + 1) / n, (m + 1) / n + p))
