"""The table of antiderivatives that is known by heart: one function of one letter."""

from __future__ import annotations

from sympy import (
    Abs,
    Add,
    Expr,
    Mul,
    Pow,
    S,
    Symbol,
    asin,
    asinh,
    atan,
    cos,
    cosh,
    cot,
    coth,
    csc,
    csch,
    exp,
    log,
    sec,
    sech,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)

_OF_FUNCTIONS = {
    sin: lambda u: -cos(u),
    cos: sin,
    sec: lambda u: log(Abs(sec(u) + tan(u))),
    csc: lambda u: log(Abs(csc(u) - cot(u))),
    sinh: cosh,
    cosh: sinh,
    exp: exp,
}
_OF_SQUARES = {sec: tan, csc: lambda u: -cot(u), sech: tanh, csch: lambda u: -coth(u)}
_OF_PRODUCTS = {(sec, tan): sec, (csc, cot): lambda u: -csc(u), (sech, tanh): lambda u: -sech(u), (csch, coth): lambda u: -csch(u)}
_RECIPROCAL = {cos: sec, sin: csc, cosh: sech, sinh: csch}


def entry(f: Expr, u: Symbol) -> Expr | None:
    """An antiderivative of f in u that stands in the table, evaluated; None where there is none."""
    match f:
        case Pow(args=(base, n)) if base == u and not n.has(u):
            return None if n is not S.NegativeOne else log(Abs(u))
        case Pow(args=(base, exponent)) if exponent == u and not base.has(u):
            return f / log(base) if base.is_positive else None
        case Pow(args=(base, n)) if n.is_Integer and n.is_negative and type(base) in _RECIPROCAL and base.args == (u,):
            return entry(_RECIPROCAL[type(base)](u) ** -n, u)
        case Pow(args=(base, n)) if n == 2 and type(base) in _OF_SQUARES and base.args == (u,):
            return _OF_SQUARES[type(base)](u)
        case Pow(args=(Add() as base, n)) if n is S.NegativeOne:
            return _over_sum_of_squares(base, u)
        case Pow(args=(Add() as base, n)) if n == -S.Half:
            return _over_root(base, u)
        case Mul():
            return _product(f, u)
    if f.is_Function and f.args == (u,) and type(f) in _OF_FUNCTIONS:
        return _OF_FUNCTIONS[type(f)](u)
    return None


def _product(f: Mul, u: Symbol) -> Expr | None:
    kinds = {type(a): a for a in f.args if a.is_Function and a.args == (u,)}
    if len(f.args) != 2 or len(kinds) != 2:
        return None
    return next((F(u) for pair, F in _OF_PRODUCTS.items() if set(pair) == set(kinds)), None)


def quadratic(base: Expr, u: Symbol) -> tuple[Expr, Expr] | None:
    """(p, q) of p u^2 + q."""
    if not base.is_polynomial(u):
        return None
    p, b, q = (base.coeff(u, k) for k in (2, 1, 0))
    return (p, q) if b is S.Zero and p is not S.Zero and (base - p * u**2 - q).expand() is S.Zero else None


def _over_sum_of_squares(base: Expr, u: Symbol) -> Expr | None:
    found = quadratic(base, u)
    if found is None or found[0] is not S.One or not found[1].is_positive:
        return None
    a = sqrt(found[1])
    return atan(u / a) / a


def _over_root(base: Expr, u: Symbol) -> Expr | None:
    found = quadratic(base, u)
    if found is None:
        return None
    p, q = found
    if p is S.NegativeOne and q.is_positive:
        return asin(u / sqrt(q))
    if p is S.One and q.is_positive:
        return asinh(u) if q is S.One else log(u + sqrt(base))
    return log(Abs(u + sqrt(base))) if p is S.One and q.is_negative else None
