"""Whether an integrand is seen to have no elementary antiderivative in a variable: e^(v^2), sin(v)/v, sqrt(1 + v^3) and the like.

It only chooses an order of integration: where it errs, the rules find out.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Mul, Poly, PolynomialError, Pow, S, Symbol, cancel, cos, cosh, exp, fraction, log, sin, sinh

from tutor.maths.integrals.nonelementary import binomial, why_not

OPEN = (sin, cos, exp, sinh, cosh)  # of a polynomial of degree 2 and more, or below a power of the variable


def no_antiderivative(f: Expr, v: Symbol) -> Expr | None:
    """The factor that has none, as it stands in the integrand; None where nothing of the kind is seen."""
    terms = f.expand(power_base=False).as_ordered_terms() if f.is_Add or f.is_Mul else [f]
    for term in terms:
        found = _of_term(term, v)
        if found is not None:
            return found
    return None


def long_antiderivative(f: Expr, v: Symbol) -> bool:
    """Whether f is rational over a polynomial of degree 3 and more whose slope does not stand beside it: logarithms and arctangents."""
    over, under = fraction(cancel(f)) if f.is_rational_function(v) else (f, S.One)
    q = _polynomial(under, v)
    return q is not None and q.degree() >= 3 and len(q.terms()) > 1 and not _follows(over, under, v)


def takes_angles(f: Expr, v: Symbol) -> bool:
    """Whether the root of a quadratic in v stands in f without its slope beside it: then x = a sin t and the like are put in."""
    for term in f.as_ordered_terms() if f.is_Add else [f]:
        for p in term.atoms(Pow):
            q = _polynomial(p.base, v) if p.exp.is_Rational and p.exp.q == 2 else None
            if q is not None and q.degree() == 2 and not _follows(Mul(*(a for a in Mul.make_args(term) if not a.has(p))), p.base, v):
                return True
    return False


def _of_term(term: Expr, v: Symbol) -> Expr | None:
    factors = Mul.make_args(term)
    for k in _kernels(term, v):
        inside = k.base if isinstance(k, Pow) and k.base.free_symbols else k.args[0] if not isinstance(k, Pow) else k.exp
        rest = Mul(*(f for f in factors if not f.has(k)))
        if any(f.has(k) and f != k and not (isinstance(f, Pow) and f.base == k) for f in factors):
            return None  # it stands inside of something else
        q = _polynomial(inside, v)
        if q is None:
            if not isinstance(k, Pow) and _polynomial(inside.subs(v, 1 / v), v) is not None and rest.is_polynomial(v):
                return k  # e^(1/v)
            if not isinstance(k, Pow) and inside.is_rational_function(v) and why_not(term, v) is not None:
                return k  # e^((u - v)/(u + v))
            continue
        if isinstance(k, Pow):
            hard = q.degree() >= 3 and not _follows(rest, inside, v) and not binomial(term, v)
        elif q.degree() >= 2:
            hard = not _follows(rest, inside, v)
        else:
            hard = any(isinstance(f, Pow) and f.exp.is_negative and v in f.free_symbols for f in Mul.make_args(rest))
        if hard:
            return k if (not isinstance(k, Pow) and q.degree() >= 2) or isinstance(k, Pow) else term
    if any(isinstance(f, Pow) and f.exp == -1 and isinstance(f.base, log) and v in f.free_symbols for f in factors) and len(factors) == 1:
        return term
    return None


def _kernels(term: Expr, v: Symbol) -> Iterator[Expr]:
    for k in sorted(term.atoms(*OPEN, Pow), key=str):
        if v in k.free_symbols and (isinstance(k, OPEN) or (k.exp.is_Rational and not k.exp.is_Integer)):
            yield k


def _polynomial(q: Expr, v: Symbol) -> Poly | None:
    try:
        found = Poly(q, v)
    except PolynomialError:
        return None
    return found if not any(v in c.free_symbols for c in found.coeffs()) else None


def _follows(rest: Expr, inside: Expr, v: Symbol) -> bool:
    """Whether what stands beside a function of q is q' times a polynomial in q: then q can be substituted."""
    slope = inside.diff(v)
    ratio = cancel(rest / slope)
    if v not in ratio.free_symbols:
        return True
    lifted = ratio.diff(v)
    for _ in range(3):
        lifted = cancel(lifted / slope)
        if v not in lifted.free_symbols:
            return True
        lifted = lifted.diff(v)
    return False
