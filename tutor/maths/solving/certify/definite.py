"""Expressions that are never negative, by what they are made of."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Add, Expr, Integer, Mul, Pow, S, Symbol, cos, cosh, exp, expand, sin

Sign = Callable[[Symbol], int]  # 1 where an unknown is known not to be negative, -1 where not to be positive, 0 where neither


def nonnegative(expr: Expr, sign: Sign) -> bool:
    """Whether it is proved that the expression is never negative where it has a value."""
    return _direction(expr, sign) > 0


def positive(expr: Expr, sign: Sign) -> bool:
    """Whether it is proved that the expression is always positive where it has a value."""
    terms = Add.make_args(expand(expr))
    return nonnegative(expr, sign) and any(all(isinstance(f, exp) or f.is_positive for f in Mul.make_args(t)) for t in terms)


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
    constant, amplitude, directions = S.Zero, S.Zero, set()
    for term in Add.make_args(expand(expr)):
        number, rest = term.as_coeff_Mul()
        if term.is_number:
            constant += term
        elif all(isinstance(f, sin | cos) for f in Mul.make_args(rest)):
            amplitude += abs(number)
        else:
            directions.add(_direction(term, sign))
    if constant or amplitude:
        if (constant - amplitude).is_nonnegative:
            directions.add(1)
        elif (constant + amplitude).is_nonpositive:
            directions.add(-1)
        else:
            return 0
    return directions.pop() if len(directions) == 1 else 0
