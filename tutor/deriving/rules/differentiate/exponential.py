"""Exponential: e^x is its own derivative."""

from collections.abc import Iterator

from sympy import exp

from tutor.rule import Move, Rank, Rule
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """(e^x)' = e^x."""
    match node.expr:
        case exp(args=(u,)) if u == node.variable:
            yield Move(node.expr, {"x": node.variable})


RULE = Rule(Diff, moves, Rank.CLOSE, "d/dx [e^x] = e^x", ("e^x",), "Stewart, Calculus, 3.1", routine=True)
