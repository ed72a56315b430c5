"""Functions that tend to 0 far away: then all that is greater than 0 happens in a bounded part."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, Expr, Mul, Poly, Symbol, exp, fraction, together

from tutor.maths.extrema.outgrowing import outgrows
from tutor.trees import tree


def fades(f: Expr, variables: Sequence[Symbol]) -> bool:
    """Whether f tends to 0 with the length of (x, y, ...): fractions of polynomials, and polynomials times e^(-q)."""
    plain = tree.plain(f)
    if plain.is_rational_function(*variables):
        return _fraction(plain, variables)
    return all(_bell(term, variables) for term in Add.make_args(plain.expand()))


def _fraction(f: Expr, variables: Sequence[Symbol]) -> bool:
    """P/Q where Q is at least c |x|^d far away and P has a smaller degree."""
    over, under = fraction(together(f))
    p, q = Poly(over, *variables), Poly(under, *variables)
    d = q.total_degree()
    full = all(q.degree(v) == d for v in variables)  # every pure power has the full degree
    return bool(full and p.total_degree() < d and (outgrows(under, variables) or outgrows(-under, variables)))


def _bell(term: Expr, variables: Sequence[Symbol]) -> bool:
    """A polynomial times e^(-q), where q tends to infinity like a power."""
    parts = [f for f in Mul.make_args(term) if isinstance(f, exp)]
    rest = Mul(*(f for f in Mul.make_args(term) if not isinstance(f, exp)))
    q = -Add(*(p.args[0] for p in parts))
    return bool(parts and rest.is_polynomial(*variables) and outgrows(q.expand(), variables))
