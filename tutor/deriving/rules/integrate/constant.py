"""Constant: the integral of c is c x."""

from collections.abc import Iterator

from sympy import S

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The integral of c is c x."""
    x = node.variable
    if not node.is_definite and x not in node.expr.free_symbols:
        yield Move(x if node.expr is S.One else tree.product(node.expr, x), {"c": node.expr, "x": x})


RULE = Rule(Int, moves, Rank.CLOSE, "int c dx = c x", ("7", "y^3"), "Stewart, Calculus, 5.4", routine=True, effort=0.2)
