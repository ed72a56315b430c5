"""A function of a linear inside: f(k x + c)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sympy import Add, Basic, Expr, Mul, Ne, Pow, S, Symbol, fraction, preorder_traversal

from tutor.maths.integrals.table import entry

INSIDE = Symbol("u_inside", real=True)


@dataclass(frozen=True, slots=True)
class Linear:
    """The inside k x + c, the outside as a function of `INSIDE`, and the antiderivative in x with what it needs."""

    inside: Expr
    slope: Expr
    value: Expr
    conditions: tuple[Basic, ...]


def slope_of(expr: Expr, x: Symbol) -> Expr | None:
    """k of k x + c; None where the expression is not linear in x."""
    if not expr.is_polynomial(x) or not expr.has(x):
        return None
    k = expr.diff(x)
    return None if k.has(x) else k


def insides(f: Expr, x: Symbol) -> Iterator[Expr]:
    """What is linear in x, and is more than x, the largest first."""
    found = {e for e in preorder_traversal(f) if isinstance(e, Add | Mul) and slope_of(e, x) is not None}
    yield from sorted(found, key=lambda e: (-e.count_ops(), str(e)))


@lru_cache(maxsize=4096)
def with_linear_inside(f: Expr, x: Symbol) -> Linear | None:
    """f as a function of the table taken at a linear inside."""
    if (isinstance(f, Pow) and f.base == x) or slope_of(f, x) is not None:  # 2x + 3 alone is a sum of powers
        return None
    for inside in insides(f, x):
        outside = f.xreplace({inside: INSIDE})
        if outside.has(x):
            outside = f.subs(inside, INSIDE)  # SymPy's own, which finds x + 1 in -x - 1 too
        k = slope_of(inside, x)
        found = None if outside.has(x) or k is None else entry(outside, INSIDE)
        if found is not None:
            assert k is not None
            value = found.value.xreplace({INSIDE: inside}) / k
            return Linear(inside, k, value, (*(c.xreplace({INSIDE: inside}) for c in found.conditions), Ne(k, S.Zero)))
    return None


def with_slope_in_front(f: Expr, x: Symbol) -> Linear | None:
    """c f(k x + d) whose constant factor c, but for its denominator, is a multiple of k, no number: k may be 0."""
    constant, rest = f.as_independent(x, as_Add=False)
    found = with_linear_inside(rest, x)
    if constant.is_number or found is None or found.slope.is_number:
        return None
    left = (constant / found.slope).cancel()
    if fraction((left * fraction(constant)[1]).cancel())[1].free_symbols:
        return None
    conditions = tuple(c for c in found.conditions if c != Ne(found.slope, S.Zero))
    return Linear(found.inside, found.slope, left * (found.slope * found.value), conditions)
