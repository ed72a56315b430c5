"""The limits put in: the value at the upper limit less the value at the lower one."""

from collections.abc import Iterator

from sympy import AccumBounds, S

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Bracket


def moves(node: Bracket) -> Iterator[Move]:
    """F(b) - F(a)."""
    x, (a, b) = node.variable, node.limits
    lower = tree.substitute(node.expr, {x: a})
    if tree.evaluated(lower).is_zero:
        lower = S.Zero
    after = tree.total(tree.substitute(node.expr, {x: b}), tree.product(-1, lower) if lower.is_Add else tree.negative(lower))
    if tree.evaluated(after).has(AccumBounds, S.NaN, S.ComplexInfinity):
        return  # the antiderivative has no value there
    yield Move(after, {"F": node.expr, "x": x, "a": a, "b": b})


RULE = Rule(Bracket, moves, Rank.CLOSE, "[F]_a^b = F(b) - F(a)", ("x^3/3; x from 0 to 2",), "Stewart, Calculus, 5.3", routine=True)
