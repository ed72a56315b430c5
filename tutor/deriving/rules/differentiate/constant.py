"""Constant: the derivative of what does not contain the variable is 0."""

from collections.abc import Iterator

from sympy import S

from tutor.rule import Move, Rank, Rule
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """c' = 0."""
    if node.variable not in node.expr.free_symbols:
        yield Move(S.Zero, {"c": node.expr, "x": node.variable, "held": node.held})


RULE = Rule(Diff, moves, Rank.CLOSE, "d/dx [c] = 0", ("7", "y^3"), "Stewart, Calculus, 3.1", routine=True)
