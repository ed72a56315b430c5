"""Integrals whose value is an area that one knows: of a quarter or half circle, of a triangle or trapezoid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sympy import Basic, Expr, Pow, Rational, S, pi, sqrt

from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.rational import quadratic_parts
from tutor.maths.integrals.table import pure_quadratic
from tutor.trees import tree
from tutor.trees.heads import Int
from tutor.trees.tree import evaluated


@dataclass(frozen=True, slots=True)
class Area:
    """What the graph bounds, how it is measured, and its area as a held expression."""

    name: Literal["circle", "trapezoid"]
    value: Expr
    radius: Expr | None = None
    share: Literal["half", "quarter"] | None = None
    heights: tuple[Expr, Expr] | None = None
    width: Expr | None = None
    conditions: tuple[Basic, ...] = ()


def area_of(node: Int) -> Area | None:
    """The area under the graph, where it is known without integrating."""
    f, x = evaluated(node.expr), node.variable
    a, b = map(evaluated, node.limits)
    slope = slope_of(f, x)
    if slope is not None and f.is_polynomial(x):
        heights = tuple(evaluated(f.subs(x, e)) for e in (a, b))
        if all(h.is_nonnegative for h in heights) and (b - a).is_positive and not f.free_symbols - {x}:
            width = evaluated(b - a)
            mean = tree.product(Rational(1, 2), tree.total(*heights)) if heights[0] != 0 and heights[1] != 0 else max(heights) / 2
            return Area("trapezoid", tree.product(width, mean), heights=(heights[0], heights[1]), width=width)
    if isinstance(f, Pow) and f.exp == S.Half:
        return _circle(f.base, node, a, b)
    return None


def _circle(base: Expr, node: Int, a: Expr, b: Expr) -> Area | None:
    """Under sqrt(r^2 - (x - m)^2), from the middle to the end or from end to end."""
    x = node.variable
    pure = pure_quadratic(base, x)
    if pure is not None and pure[0] == -1:
        middle, square = S.Zero, pure[1]
    else:
        parts = quadratic_parts(base, x)
        if parts is None or parts[0] != -1:
            return None
        middle, square = -parts[1], parts[2]
    if not square.is_positive:
        return None
    r = sqrt(square)
    ends = {evaluated(a - middle + 0), evaluated(b - middle)}
    if ends == {-r, r}:
        return Area("circle", tree.product(Rational(1, 2), pi, tree.power(r, 2)), radius=r, share="half")
    if ends in ({S.Zero, r}, {-r, S.Zero}):
        return Area("circle", tree.product(Rational(1, 4), pi, tree.power(r, 2)), radius=r, share="quarter")
    return None
