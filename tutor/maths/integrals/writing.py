"""How the parts of an integral are written: e^(-x) stays above the line, where it is integrated, and it is 1 + cos 2x."""

from __future__ import annotations

from sympy import Add, Expr, Pow, Symbol, cos, cosh, exp, sin, sinh

from tutor.maths.limits import written as elsewhere
from tutor.trees import tree

WAVES = (sin, cos, sinh, cosh, exp)


def written(expr: Expr) -> Expr:
    """The held tree of an evaluated expression."""
    return _numbers_first(elsewhere.written(expr, below=False))


def is_below(factor: Expr, x: Symbol) -> bool:
    """Whether a factor with x stands below the line of a fraction: a negative power, which e^(-x) is not."""
    return isinstance(factor, Pow) and factor.base.has(x) and factor.exp.is_negative is True


def _numbers_first(held: Expr) -> Expr:
    """Positive numbers before sines, cosines and exponentials of a sum."""
    if not held.args:
        return held
    args = tuple(map(_numbers_first, held.args))
    if isinstance(held, Add) and all(a.is_number or a.has(*WAVES) for a in args):
        numbers = [a for a in args if a.is_number and a.is_positive]
        return tree.total(*numbers, *(a for a in args if a not in numbers)) if numbers else tree.rebuild(held, args)
    return tree.rebuild(held, args)
