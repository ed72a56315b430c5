"""Symmetry about the middle of an interval: f(b - (x - a)) = f(x)."""

from __future__ import annotations

from sympy import Abs, Expr, Integer, cancel, cos, cot, csc, expand_trig, sec, sin, tan

from tutor.trees.heads import Int
from tutor.trees.tree import evaluated


def half_period(node: Int) -> tuple[Expr, Expr] | None:
    """The middle of the interval, and 2, where an integrand of sines and cosines is the same on both sides of it."""
    if not node.is_definite:
        return None
    f, x = evaluated(node.expr), node.variable
    a, b = map(evaluated, node.limits)
    if (
        (a.free_symbols | b.free_symbols)
        or not (a.is_finite and b.is_finite)
        or not f.has(sin, cos, tan, sec, csc, cot)
        or a + b == 0
        or f.has(Abs)
    ):
        return None
    turned = f.xreplace({x: a + b - x})
    if turned == f or cancel(expand_trig(turned) - expand_trig(f)) == 0:
        return (a + b) / 2, Integer(2)
    return None
