"""Whether an integrand is even or odd, and an interval symmetric."""

from __future__ import annotations

from sympy import S, expand

from tutor.trees.heads import Int
from tutor.trees.tree import evaluated


def is_symmetric(node: Int) -> bool:
    """Whether an integral runs from -a to a, and not over a point."""
    if not node.is_definite:
        return False
    low, high = map(evaluated, node.limits)
    if (low, high) == (S.NegativeInfinity, S.Infinity):
        return True
    return bool(low != high and (low + high).is_zero and not high.is_negative and not high.could_extract_minus_sign())


def is_even(node: Int) -> bool:
    """Whether f(-x) = f(x), as far as it is seen."""
    return _compared(node, 1)


def is_odd(node: Int) -> bool:
    """Whether f(-x) = -f(x), as far as it is seen."""
    return _compared(node, -1)


def _compared(node: Int, sign: int) -> bool:
    f, x = evaluated(node.expr), node.variable
    turned = f.xreplace({x: -x})
    return bool(turned == sign * f or expand(evaluated(turned) - sign * f) is S.Zero)
