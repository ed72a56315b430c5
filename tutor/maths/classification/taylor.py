"""The Taylor polynomial of a formula about a point, in the steps away from it; exact, and whole where the formula is a polynomial.

Sums, products and powers are worked with truncated polynomials; a function of one argument is put in as its own Taylor
polynomial at the value of the argument.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import factorial

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Function,
    Mul,
    Poly,
    Pow,
    S,
    Symbol,
    acos,
    acosh,
    acot,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    cot,
    coth,
    csc,
    csch,
    exp,
    expand,
    log,
    sec,
    sech,
    sin,
    sinh,
    tan,
    tanh,
)
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.numbers import sign_of

Terms = dict[tuple[int, ...], Expr]
SMOOTH = (exp, log, sin, cos, tan, sec, csc, cot, asin, acos, atan, acot, sinh, cosh, tanh, sech, csch, coth, asinh, acosh, atanh)
MOST_TERMS = 1200  # of a product; above this no person would follow either


class NotSmooth(Exception):
    """The formula has no Taylor polynomial at the point, as far as its form tells."""


@dataclass(frozen=True, slots=True)
class Germ:
    """A polynomial in the steps from a point by its terms; what is left out has total degree above `order` (None: nothing is)."""

    terms: Mapping[tuple[int, ...], Expr]
    order: int | None

    def expr(self, letters: Sequence[Symbol]) -> Expr:
        """The polynomial in these letters."""
        return Add(*(c * Mul(*(x**e for x, e in zip(letters, m, strict=True))) for m, c in self.terms.items()))

    def part(self, degree: int) -> Terms:
        """The terms of one total degree."""
        return {m: c for m, c in self.terms.items() if sum(m) == degree}


def germ(expr: Expr, at: Mapping[Symbol, Expr], order: int) -> Germ:
    """expr - expr(p) about p, whole where it is a polynomial. `NotSmooth` where it cannot be expanded."""
    variables = tuple(at)
    steps = tuple(Dummy(x.name, real=True) for x in variables)
    moved = expr.subs({x: a + h for (x, a), h in zip(at.items(), steps, strict=True)}, simultaneous=True)
    if moved.is_polynomial(*steps):
        try:
            found = {m: c for m, c in Poly(moved, *steps).terms() if any(m) and sign_of(c) != 0}
        except PolynomialError as error:
            raise NotSmooth from error
        return Germ(found, None)
    n = len(variables)
    listed = _expanded(moved, steps, order, n)
    listed.pop((0,) * n, None)
    return Germ({m: c for m, c in listed.items() if sign_of(c) != 0}, order)


def _expanded(expr: Expr, steps: tuple[Dummy, ...], order: int, n: int) -> Terms:
    if not expr.free_symbols & set(steps):
        return {(0,) * n: expr} if expr != 0 else {}
    match expr:
        case Dummy():
            return {tuple(int(s is expr) for s in steps): S.One}
        case Add():
            out: Terms = {}
            for a in expr.args:
                out = added(out, _expanded(a, steps, order, n))
            return out
        case Mul():
            out = {(0,) * n: S.One}
            for a in expr.args:
                out = times(out, _expanded(a, steps, order, n), order)
            return out
        case Pow(base=base, exp=exponent) if exponent.is_Integer and exponent >= 0:
            return power(_expanded(base, steps, order, n), int(exponent), order, n)
        case Pow(base=base, exp=exponent) if not exponent.free_symbols & set(steps):
            z = Dummy("z", positive=True)
            return _composed(z**exponent, z, _expanded(base, steps, order, n), order, n)
        case Pow(base=base, exp=exponent) if not base.free_symbols & set(steps):
            z = Dummy("z", real=True)
            return _composed(base**z, z, _expanded(exponent, steps, order, n), order, n)
        case Abs():
            return _absolute(_expanded(expr.args[0], steps, order, n), n)
        case Function() if isinstance(expr, SMOOTH):
            z = Dummy("z", real=True)
            return _composed(expr.func(z), z, _expanded(expr.args[0], steps, order, n), order, n)
    raise NotSmooth(expr)


def _absolute(inner: Terms, n: int) -> Terms:
    """|u| where u is not 0 at the point."""
    sign = sign_of(inner.get((0,) * n, S.Zero))
    if not sign:
        raise NotSmooth
    return {m: sign * c for m, c in inner.items()}


def _composed(outer: Expr, z: Dummy, inner: Terms, order: int, n: int) -> Terms:
    """The terms of outer(inner) from those of inner."""
    at = inner.get((0,) * n, S.Zero)
    rest = {m: c for m, c in inner.items() if any(m)}
    out: Terms = {}
    derivative, p = outer, {(0,) * n: S.One}
    for k in range(order + 1):
        value = derivative.subs(z, at)
        if not value.is_finite or value.is_real is False or value.has(S.NaN) or value.atoms(Dummy) & {z}:
            raise NotSmooth(outer)
        out = added(out, {m: c * value / factorial(k) for m, c in p.items()})
        derivative = derivative.diff(z)
        p = times(p, rest, order)
        if not p:
            break
    return out


def added(a: Terms, b: Terms) -> Terms:
    """The sum."""
    out = dict(a)
    for m, c in b.items():
        total = out.get(m, S.Zero) + c
        if total == 0:
            out.pop(m, None)
        else:
            out[m] = total
    return out


def times(a: Terms, b: Terms, order: int | None) -> Terms:
    """The product up to a total degree."""
    out: Terms = {}
    for m, c in a.items():
        for k, d in b.items():
            if order is None or sum(m) + sum(k) <= order:
                key = tuple(i + j for i, j in zip(m, k, strict=True))
                out[key] = out.get(key, S.Zero) + c * d
    if len(out) > MOST_TERMS:
        raise NotSmooth
    return {m: e for m, c in out.items() if (e := c if c.is_Rational else expand(c)) != 0}


def power(a: Terms, exponent: int, order: int | None, n: int) -> Terms:
    """A whole power."""
    out: Terms = {(0,) * n: S.One}
    for _ in range(exponent):
        out = times(out, a, order)
    return out


def composed(terms: Mapping[tuple[int, ...], Expr], inner: Sequence[Terms], order: int | None, n: int) -> Terms:
    """The polynomial with polynomials in n letters put in for its letters."""
    out: Terms = {}
    powers: dict[tuple[int, int], Terms] = {}
    for m, c in terms.items():
        made: Terms = {(0,) * n: c}
        for k, e in enumerate(m):
            if e:
                if (k, e) not in powers:
                    powers[k, e] = power(inner[k], e, order, n)
                made = times(made, powers[k, e], order)
        out = added(out, made)
    return out
