"""Identity: the derivative of the variable itself is 1."""

from collections.abc import Iterator

from sympy import S

from tutor.rule import Move, Rank, Rule
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """x' = 1."""
    if node.expr == node.variable:
        yield Move(S.One, {"x": node.variable})


RULE = Rule(Diff, moves, Rank.CLOSE, "d/dx [x] = 1", ("x",), "Stewart, Calculus, 3.1", routine=True)
