"""The greater and the smaller of two numbers by absolute values, which balls can work with."""

from __future__ import annotations

from functools import reduce

from sympy import Abs, Basic, Expr, Max, Min

from tutor.trees import tree


def without_extremes(expr: Expr) -> Expr:
    """max(a, b) as (a + b + |a - b|)/2, min(a, b) as (a + b - |a - b|)/2; everything else as it is."""
    if not expr.has(Max, Min):
        return expr

    def merged(sign: int, a: Expr, b: Expr) -> Expr:
        return (a + b + sign * Abs(a - b)) / 2

    def replaced(node: Basic) -> Basic:
        args = tuple(map(replaced, node.args))
        match node:
            case Max():
                return reduce(lambda a, b: merged(1, a, b), args)
            case Min():
                return reduce(lambda a, b: merged(-1, a, b), args)
        return node.func(*args) if args else node

    return replaced(tree.plain(expr))
