"""The table of antiderivatives that is known by heart: one function of one letter."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    Gt,
    Mul,
    Ne,
    Pow,
    S,
    Symbol,
    asin,
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


@dataclass(frozen=True, slots=True)
class Entry:
    """An antiderivative, evaluated, and what letters must satisfy for it."""

    value: Expr
    conditions: tuple[Basic, ...] = ()


_OF_FUNCTIONS = {
    sin: lambda u: -cos(u),
    cos: sin,
    tan: lambda u: -log(Abs(cos(u))),
    cot: lambda u: log(Abs(sin(u))),
    sec: lambda u: log(Abs(sec(u) + tan(u))),
    csc: lambda u: log(Abs(csc(u) - cot(u))),
    sinh: cosh,
    cosh: sinh,
    tanh: lambda u: log(cosh(u)),
    exp: exp,
}
_OF_SQUARES = {sec: tan, csc: lambda u: -cot(u), sech: tanh, csch: lambda u: -coth(u)}
_OF_PRODUCTS = {(sec, tan): sec, (csc, cot): lambda u: -csc(u), (sech, tanh): lambda u: -sech(u), (csch, coth): lambda u: -csch(u)}
RECIPROCAL = {cos: sec, sin: csc, cosh: sech, sinh: csch, tan: cot, cot: tan, sec: cos, csc: sin}


def entry(f: Expr, u: Symbol) -> Entry | None:
    """What stands in the table for f in u; None where there is nothing."""
    match f:
        case Pow(args=(base, n)) if base == u and not n.has(u):
            return Entry(log(u if u.is_positive else Abs(u))) if n is S.NegativeOne else Entry(u ** (n + 1) / (n + 1), (Ne(n, -1),))
        case Pow(args=(base, exponent)) if exponent == u and not base.has(u):
            return Entry(f / log(base), (Gt(base, 0), Ne(base, 1)))
        case Pow(args=(base, n)) if n.is_Integer and n.is_negative and type(base) in RECIPROCAL and base.args == (u,):
            return entry(RECIPROCAL[type(base)](u) ** -n, u)
        case Pow(args=(base, n)) if n == 2 and type(base) in _OF_SQUARES and base.args == (u,):
            return Entry(_OF_SQUARES[type(base)](u))
        case Pow(args=(Add() as base, n)) if n is S.NegativeOne:
            return _over_sum_of_squares(base, u)
        case Pow(args=(Add() as base, n)) if n == -S.Half:
            return _over_root(base, u)
        case Mul():
            return _product(f, u)
    if f == u:
        return Entry(u**2 / 2)
    if f.is_Function and f.args == (u,) and type(f) in _OF_FUNCTIONS:
        return Entry(_OF_FUNCTIONS[type(f)](u))
    return None


def _product(f: Mul, u: Symbol) -> Entry | None:
    """sec u tan u and the like, also written as a quotient."""
    kinds: set[type] = set()
    for a in f.args:
        base, n = a.as_base_exp()
        if n is S.NegativeOne and type(base) in RECIPROCAL and base.args == (u,):
            kinds.add(RECIPROCAL[type(base)])
        elif n is S.One and base.is_Function and base.args == (u,):
            kinds.add(type(base))
    if len(f.args) != 2 or len(kinds) != 2:
        return None
    return next((Entry(F(u)) for pair, F in _OF_PRODUCTS.items() if set(pair) == kinds), None)


def pure_quadratic(base: Expr, u: Symbol) -> tuple[Expr, Expr] | None:
    """(p, q) of p u^2 + q."""
    if not base.is_polynomial(u):
        return None
    whole = base.expand()
    p, b, q = (whole.coeff(u, k) for k in (2, 1, 0))
    return (p, q) if b is S.Zero and p is not S.Zero and q is not S.Zero and (whole - p * u**2 - q).expand() is S.Zero else None


def root_of(q: Expr) -> tuple[Expr, tuple[Basic, ...]]:
    """A number r > 0 with r^2 = q for q > 0, and what is needed for it: R for R^2 where R is positive."""
    if q.is_positive:
        root = sqrt(q)
        return root, ()
    base, n = q.as_base_exp()
    if n == 2:  # of a letter whose sign is not known
        return base, (Gt(base, 0),)
    return sqrt(q), (is_positive(q),)


def is_positive(q: Expr) -> Basic:
    """q > 0 as one writes it: a > b for a - b."""
    if isinstance(q, Add):
        below = [t for t in q.args if t.could_extract_minus_sign()]
        if below and len(below) < len(q.args):
            return Gt(Add(*(t for t in q.args if t not in below)), Add(*(-t for t in below)))
    return Gt(q, 0)


def _over_sum_of_squares(base: Expr, u: Symbol) -> Entry | None:
    """1/(p u^2 + q) for p and q of one sign."""
    found = pure_quadratic(base, u)
    if found is None:
        return None
    p, q = found
    if p.is_negative and q.is_negative:
        p, q, sign = -p, -q, S.NegativeOne
    else:
        sign = S.One
    if p.is_nonpositive or q.is_nonpositive or any(e.could_extract_minus_sign() and not e.is_positive for e in (p, q) if not e.is_Add):
        return None
    (r, first), (s, second) = root_of(p), root_of(q)
    return Entry(sign * atan(r * u / s) / (r * s), (*first, *second))


def _over_root(base: Expr, u: Symbol) -> Entry | None:
    """1/sqrt(p u^2 + q)."""
    found = pure_quadratic(base, u)
    if found is None:
        return None
    p, q = found
    if p.is_negative or (p.could_extract_minus_sign() and not p.is_positive):
        if q.is_nonpositive or q.could_extract_minus_sign():
            return None
        (r, first), (s, second) = root_of(-p), root_of(q)
        return Entry(asin(r * u / s) / r, (*first, *second))
    r, first = root_of(p)
    inside = r * u + sqrt(base)
    return Entry(log(inside if q.is_positive else Abs(inside)) / r, first)
