"""Roots of k x + c, of a quotient of such, of e^(k x) + c, or of tan(k x) as a new variable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import lcm

from sympy import Expr, Pow, S, Symbol, atan, exp, fraction, log, powsimp, tan, together
from sympy.core.function import expand_power_base

from tutor.maths.integrals.letters import unused
from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.substitution import LETTERS


@dataclass(frozen=True, slots=True)
class Cleared:
    """u = root; x = by with its slope in u; the integrand in u."""

    letter: Symbol
    root: Expr
    by: Expr
    slope: Expr
    integrand: Expr


def cleared(f: Expr, x: Symbol) -> Iterator[Cleared]:
    """Where all roots in f are of one radicand."""
    powers = [p for p in f.atoms(Pow) if p.exp.is_Rational and p.exp.q > 1 and p.base.has(x)]
    radicands = {p.base for p in powers}
    if len(radicands) != 1:
        return
    (base,) = radicands
    n = lcm(*(int(p.exp.q) for p in powers))
    used = {str(s) for s in f.free_symbols}
    name = unused(LETTERS, used)
    u = Symbol(name, real=True) if n % 2 else Symbol(name, positive=True)
    by = _solved(base, x, u**n)
    if by is None:
        return
    slope = by.diff(u)
    inside = f.replace(lambda e: isinstance(e, Pow) and e.base == base and e.exp.is_Rational, lambda e: u ** (n * e.exp))
    integrand = _short(expand_power_base(inside.subs(exp(x), exp(by)).subs(x, by)) * slope)
    if not integrand.has(x):
        yield Cleared(u, base ** (S.One / n), by, _short(slope), integrand)


def _solved(base: Expr, x: Symbol, value: Expr) -> Expr | None:
    """x where k x + c, a quotient of two such, k e^(m x) + c, or tan(k x) has a value."""
    if slope_of(base, x) is not None:
        return ((value - base.subs(x, 0)) / slope_of(base, x)).expand()
    still, moving = base.as_independent(x, as_Add=True)
    k, f = moving.as_independent(x, as_Add=False)
    if isinstance(f, exp) and (m := slope_of(f.args[0], x)) is not None:
        return (log((value - still) / k) - f.args[0].subs(x, 0)) / m
    if still is S.Zero and isinstance(f, tan) and (m := slope_of(f.args[0], x)) is not None and f.args[0] == m * x:
        return atan(value / k) / m
    over, under = fraction(together(base))
    if slope_of(over, x) is None or slope_of(under, x) is None:
        return None
    (a, b), (c, d) = ((e.coeff(x, 1), e.coeff(x, 0)) for e in (over.expand(), under.expand()))
    return (d * value - b) / (a - c * value)


def _short(e: Expr) -> Expr:
    value: Expr = powsimp(e)
    return value.cancel() if value.is_rational_function() else value
