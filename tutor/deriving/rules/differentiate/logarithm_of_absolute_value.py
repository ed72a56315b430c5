"""Logarithm of an absolute value: the derivative of ln |x| is 1/x on both sides of 0."""

from collections.abc import Iterator

from sympy import Abs, Ne, S, log

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """(ln |x|)' = 1/x where x is not 0."""
    match node.expr:
        case log(args=(Abs(args=(u,)),)) if u == node.variable:
            yield Move(tree.quotient(S.One, u), {"x": u}, (Ne(u, 0),))


RULE = Rule(Diff, moves, Rank.CLOSE, "d/dx [ln |x|] = 1/x, x != 0", ("ln|x|",), "Stewart, Calculus, 3.6", routine=True)
