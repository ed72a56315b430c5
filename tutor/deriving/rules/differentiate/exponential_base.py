"""Exponential of any base: the derivative of a^x is a^x ln a."""

from collections.abc import Iterator

from sympy import Gt, Pow, log

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff


def moves(node: Diff) -> Iterator[Move]:
    """(a^x)' = a^x ln a for a > 0."""
    match node.expr:
        case Pow(args=(a, u)) if u == node.variable and node.variable not in a.free_symbols and not a.is_nonpositive:
            after = tree.product(node.expr, tree.apply(log, a))
            needed = None if a.is_positive else Gt(a, 0, evaluate=False)
            facts = {"a": a, "x": node.variable, "needed": needed}
            yield Move(after, facts, () if needed is None else (needed,), said=needed is not None)


RULE = Rule(Diff, moves, Rank.CLOSE, "d/dx [a^x] = a^x ln a, a > 0", ("2^x", "a^x"), "Stewart, Calculus, 3.4", routine=True)
