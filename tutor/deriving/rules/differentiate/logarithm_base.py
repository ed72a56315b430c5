"""Logarithm of any base: the derivative of log_b x is 1/(x ln b)."""

from collections.abc import Iterator

from sympy import Gt, Ne, S, log

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, LogBase


def moves(node: Diff) -> Iterator[Move]:
    """(log_b x)' = 1/(x ln b) for x > 0."""
    match node.expr:
        case LogBase(args=(u, b)) if u == node.variable and node.variable not in b.free_symbols:
            after = tree.quotient(S.One, tree.product(u, tree.apply(log, b)))
            conditions = (Gt(u, 0), *(() if b.is_positive else (Gt(b, 0),)), *(() if b.is_number else (Ne(b, 1),)))
            yield Move(after, {"b": b, "x": u}, conditions)


RULE = Rule(Diff, moves, Rank.CLOSE, "d/dx [log_b x] = 1/(x ln b), x > 0", ("log_2 x", "log_10(x)"), "Stewart, Calculus, 3.6", routine=True)
