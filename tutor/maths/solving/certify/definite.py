"""Expressions that are never negative, by what they are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import prod

from sympy import Abs, Add, Expr, Integer, Mul, Pow, S, Symbol, cos, cosh, exp, expand, sin

Sign = Callable[[Symbol], int]  # 1 where an unknown is known not to be negative, -1 where not to be positive, 0 where neither


def nonnegative(expr: Expr, sign: Sign) -> bool:
    """Whether it is proved that the expression is never negative where it has a value."""
    return _direction(expr, sign) > 0


def positive(expr: Expr, sign: Sign) -> bool:
    """Whether it is proved that the expression is always positive where it has a value."""
    return _strict(expr, sign) > 0


def _strict(expr: Expr, sign: Sign) -> int:
    """1 for always positive, -1 for always negative, 0 for neither proved."""
    match expr:
        case exp() | cosh():
            return 1
        case Pow() if isinstance(expr.exp, Integer):
            base = _strict(expr.base, sign)
            return base if expr.exp % 2 else abs(base)
        case Pow():
            return max(_strict(expr.base, sign), 0)
        case Mul():
            return prod(_strict(a, sign) for a in expr.args)
        case Add():
            return next(
                (way for way, slack, others in _ways(expr, sign) if slack.is_positive or any(_strict(t, sign) > 0 for t in others)), 0
            )
    return 1 if expr.is_positive else -1 if expr.is_negative else 0


def _direction(expr: Expr, sign: Sign) -> int:
    """1 for never negative, -1 for never positive, 0 for neither proved."""
    match expr:
        case _ if expr.is_number:
            return 1 if expr.is_nonnegative else -1 if expr.is_nonpositive else 0
        case Symbol():
            return sign(expr)
        case exp() | Abs() | cosh():
            return 1
        case Pow() if isinstance(expr.exp, Integer) and expr.exp % 2 == 0:
            return 1
        case Pow() if expr.exp.is_Rational and expr.exp.q % 2 == 0:
            return 1
        case Pow() if expr.exp.is_Rational:
            return _direction(expr.base, sign)
        case Pow():
            return 1
        case Mul():
            out = 1
            for a in expr.args:
                out *= _direction(a, sign)
            return out
        case Add():
            return _sum(expr, sign)
    return 0


def _sum(expr: Expr, sign: Sign) -> int:
    """A sum of terms of one direction; sines and cosines may be in it, with a number as large as their amplitudes."""
    return next((way for way, _, _ in _ways(expr, sign)), 0)


def _ways(expr: Expr, sign: Sign) -> Iterator[tuple[int, Expr, list[Expr]]]:
    """1 where no part of a sum is negative, -1 where none is positive, with these parts of the sum or of its opposite."""
    for way in (1, -1):
        slack, others = _parted(way * expr)
        if slack.is_nonnegative and all(_direction(t, sign) > 0 for t in others):
            yield way, slack, others


def _parted(expr: Expr) -> tuple[Expr, list[Expr]]:
    """The number in a sum less the amplitudes of its sines and cosines, and the other terms."""
    slack, others = S.Zero, []
    for term in Add.make_args(expand(expr)):
        number, rest = term.as_coeff_Mul()
        if term.is_number:
            slack += term
        elif all(isinstance(f, sin | cos) for f in Mul.make_args(rest)):
            slack -= abs(number)
        else:
            others.append(term)
    return slack, others
