"""The limits put in: the value at the upper limit less the value at the lower one."""

from collections.abc import Iterator

from sympy import AccumBounds, Expr, S, Symbol

from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Bracket


def moves(node: Bracket) -> Iterator[Move]:
    """F(b) - F(a)."""
    x, (a, b) = node.variable, node.limits
    lower, upper = (_filled(node.expr, x, end) for end in (a, b))
    less = tree.product(-1, lower) if lower.is_Add else tree.negative(lower)
    after = S.Zero if upper is S.Zero and lower is S.Zero else tree.total(upper, less)  # not -0
    if tree.evaluated(after).has(AccumBounds, S.NaN, S.ComplexInfinity):
        return  # the antiderivative has no value there
    yield Move(after, {"F": node.expr, "x": x, "a": a, "b": b})


def _filled(expr: Expr, x: Symbol, end: Expr) -> Expr:
    """The expression with the limit in it, not reckoned where that is a number; 0 where it comes to 0."""
    held = tree.substitute(expr, {x: end})
    value = tree.evaluated(held)
    return S.Zero if value.is_zero else written(value) if end.free_symbols else held


RULE = Rule(Bracket, moves, Rank.CLOSE, "[F]_a^b = F(b) - F(a)", ("x^3/3; x from 0 to 2",), "Stewart, Calculus, 5.3", routine=True)
