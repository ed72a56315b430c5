"""Roots of k x + c, of a quotient of such, or of e^(k x) + c as a new variable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import lcm

from sympy import Expr, Pow, S, Symbol, exp, powsimp, simplify, solve
from sympy.core.function import expand_power_base

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
    name = next(name for name in LETTERS if name not in used)
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
    """x where the radicand has a value; only where that is one formula."""
    if slope_of(base, x) is None:
        moving = base.as_independent(x, as_Add=True)[1]
        if not (base.is_rational_function(x) or isinstance(moving.as_independent(x, as_Add=False)[1], exp)):
            return None
    found = [r for r in solve(base - value, x) if r.is_real is not False]
    return found[0] if len(found) == 1 else None


def _short(e: Expr) -> Expr:
    value: Expr = powsimp(e)
    return value.cancel() if value.is_rational_function() else simplify(value)
