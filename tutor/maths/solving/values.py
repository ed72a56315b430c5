"""Exact values as one leaves them: roots of roots opened where they can be, no root below the line."""

from __future__ import annotations

from functools import lru_cache

from sympy import Basic, Expr, I, Pow, Rational, cancel, expand, factor_terms, radsimp, sqrtdenest, together

from tutor.maths.numbers import Undecided, ball, is_zero
from tutor.maths.numbers.parity import without_parity
from tutor.trees.zero_of import WITHOUT_FORMULA

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
    expr = without_parity(expr)  # (-1)^k for (-1)^(-k)
    made = expand(expr)
    if made.is_polynomial():
        return made
    other = cancel(together(expr)) if expr.is_rational_function(*expr.free_symbols) else factor_terms(made)
    least = min(e.count_ops() for e in (made, other, expr))
    return min({e for e in (made, other, expr) if e.count_ops() == least}, key=str)


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
    """Whether two exact numbers are equal; of formulas in letters, whether they are shown to be. Raises `Undecided`."""
    return a == b or vanishes(a - b)


def vanishes(expr: Expr) -> bool:
    """Whether an exact number is 0, proved; whether a formula in letters is shown to be 0. Raises `Undecided`."""
    found = is_zero(expr)
    if found is None and not expr.free_symbols:
        if ball(expr) is not None:
            raise Undecided(f"cannot do this: it is not proved whether {expr} is 0")
        return bool(expand(expr) == 0)  # no real number: 0 by its form, or not at all
    return bool(found)


def decimal(expr: Expr) -> float:
    """An approximate value, to sort by and to weigh."""
    value = ball(expr, 64)
    return float(value.mid()) if value is not None else float("nan")


def ugliness(expr: Expr) -> int:
    """How little one likes a value: roots in roots, and numbers without a formula, weigh most."""
    if expr.atoms(*WITHOUT_FORMULA):
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
