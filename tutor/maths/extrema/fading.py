"""Functions that tend to 0 far away: then all that is greater than 0 happens in a bounded part."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, Expr, Mul, Poly, Symbol, exp, fraction, together

from tutor.maths.extrema.compact import bounded
from tutor.maths.extrema.outgrowing import outgrows
from tutor.maths.extrema.region import FeasibleSet
from tutor.maths.solving.signs import Signs
from tutor.trees import tree


def fades(f: Expr, region: FeasibleSet) -> bool:
    """Whether f tends to 0 far away in a region: fractions of polynomials, and polynomials times e^(-q)."""
    plain, variables = tree.plain(f), region.variables
    if plain.is_rational_function(*variables):
        return _fraction(plain, variables)
    return all(_bell(term, region) for term in Add.make_args(plain.expand()))


def _fraction(f: Expr, variables: Sequence[Symbol]) -> bool:
    """P/Q where Q is at least c |x|^d far away and P has a smaller degree."""
    over, under = fraction(together(f))
    p, q = Poly(over, *variables), Poly(under, *variables)
    d = q.total_degree()
    full = all(q.degree(v) == d for v in variables)  # every pure power has the full degree
    return bool(full and p.total_degree() < d and any(outgrows(side, variables) is not None for side in (under, -under)))


def _bell(term: Expr, region: FeasibleSet) -> bool:
    """A polynomial times e^(-q), where q tends to infinity like a power."""
    variables = region.variables
    parts = [f for f in Mul.make_args(term) if isinstance(f, exp)]
    rest = Mul(*(f for f in Mul.make_args(term) if not isinstance(f, exp)))
    q = -Add(*(p.args[0] for p in parts))
    if not parts or not rest.is_polynomial(*variables):
        return False
    return outgrows(q.expand(), variables) is not None or _rises(q.expand(), region)


def _rises(q: Expr, region: FeasibleSet) -> bool:
    """Whether q is a sum of monomials with positive numbers before them, of variables that are not negative in the region.

    Every variable that is not bounded there must have a power of its own in the sum.
    """
    variables = region.variables
    if not q.is_polynomial(*variables):
        return False
    signs = Signs(tuple(s.closed for s in region.sides), ())
    alone = {v: bounded(tuple(s.relation for s in region.sides if s.inside.free_symbols == {v}), (v,)) for v in variables}
    terms = [(m, c) for m, c in Poly(q, *variables).terms() if any(m)]
    kept = all(c.is_positive and all(not e or v in signs.positive for v, e in zip(variables, m, strict=True)) for m, c in terms)
    pure = {v for m, _ in terms for v, e in zip(variables, m, strict=True) if e and sum(m) == e}
    return kept and all(alone[v] is not None or v in pure for v in variables)
