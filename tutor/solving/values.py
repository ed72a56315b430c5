"""Exact values as one leaves them: roots of roots opened where they can be, no root below the line."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flint import arb, ctx
from sympy import Basic, Expr, I, Pow, Rational, S, cancel, expand, factor_terms, radsimp, sqrtdenest, together
from sympy.polys.rootoftools import ComplexRootOf

from tutor.values import BALLS, Evaluator, NoValue

BITS = 256
NESTED = 3  # attempts to open a root in a root


@lru_cache(maxsize=20_000)
def nice(expr: Expr) -> Expr:
    """An exact number, or an expression in letters, in its simplest form."""
    if expr.is_Rational or expr.is_Symbol:
        return expr
    if expr.free_symbols:
        return _with_letters(expr)
    if not any(isinstance(p, Pow) and p.exp.is_Rational and not p.exp.is_Integer for p in expr.atoms(Pow)):
        return expand(expr)
    found = expr
    for _ in range(NESTED):
        before, found = found, sqrtdenest(radsimp(expand(found)))
        if before == found:
            break
    found = expand(found)
    return found if found.count_ops() <= expr.count_ops() + 4 else expr


def _with_letters(expr: Expr) -> Expr:
    made = expand(expr)
    if made.is_polynomial():
        return made
    other = cancel(together(expr)) if expr.is_rational_function(*expr.free_symbols) else factor_terms(made)
    return min((made, other, expr), key=lambda e: (e.count_ops(), str(e)))


def ball(expr: Expr, bits: int = BITS) -> Any:
    """A real ball around an exact number; None where it has no real value."""
    before, ctx.prec = ctx.prec, bits
    try:
        return Evaluator(BALLS, {})(expr).parts[0]
    except NoValue:
        return None
    finally:
        ctx.prec = before


def is_real(value: Expr) -> bool | None:
    """Whether a number is real; None where that is not decided."""
    if value.is_real is not None:
        return bool(value.is_real)
    if value.has(I):
        return False
    if value.is_number:
        return ball(value) is not None or None
    return None


def same(a: Expr, b: Expr) -> bool:
    """Whether two exact numbers are equal, decided exactly where balls overlap."""
    if a == b:
        return True
    left, right = ball(a), ball(b)
    if left is None or right is None or not left.overlaps(right):
        return False
    return vanishes(a - b)


def vanishes(expr: Expr) -> bool:
    """Whether an exact number is 0. Decided by balls where it is not, by its normal form or its minimal polynomial where it is."""
    if expr is S.Zero:
        return True
    if expr.is_Rational:
        return False
    value = ball(expr)
    if value is not None and not value.contains(0):
        return False
    if not expr.atoms(ComplexRootOf):
        if expand(expr) == 0 or nice(expr) == 0:
            return True
        found = expr.is_zero
        if found is not None:
            return bool(found)
    # a ball of 256 bits around 0: for numbers of a textbook's size this is far below any root bound
    return value is not None and bool(abs(value) < arb(2) ** (-BITS // 2))


def decimal(expr: Expr) -> float:
    """An approximate value, to sort by and to weigh."""
    value = ball(expr, 64)
    return float(value.mid()) if value is not None else float("nan")


def ugliness(expr: Expr) -> int:
    """How little one likes a value: roots in roots, and numbers without a formula, weigh most."""
    if expr.atoms(ComplexRootOf):
        return 60
    depth = _depth(expr)
    return max(0, depth - 1) * 10 + int(expr.count_ops()) // 3


def _depth(expr: Basic) -> int:
    """How deep roots stand in roots."""
    inner = max((_depth(a) for a in expr.args), default=0)
    return inner + 1 if isinstance(expr, Pow) and expr.exp.is_Rational and not expr.exp.is_Integer else inner


def real_power(base: Expr, exponent: Rational) -> Expr:
    """base^(p/q) as real numbers have it: the odd root of a negative number is negative."""
    if exponent.q % 2 and base.is_number and base.is_negative:
        return nice((-1) ** int(exponent.p) * (-base) ** exponent)
    return nice(base**exponent)
