"""Absolute value: the derivative of |x| is x/|x|, the sign of x; there is none at 0."""

from collections.abc import Iterator

from sympy import Abs, Ne

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """|x|' = x/|x| where x is not 0."""
    match node.expr:
        case Abs(args=(u,)) if u == node.variable:
            yield Move(tree.quotient(u, node.expr), {"x": u}, (Ne(u, 0),), said=True)


RULE = Rule(Diff, moves, Rank.CLOSE, "d/dx |x| = x/|x|, x != 0", ("|x|",), "Stewart, Calculus, 2.8", routine=True)
