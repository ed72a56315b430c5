"""The limits put in: the value at the upper limit less the value at the lower one."""

from collections.abc import Iterator

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Bracket


def moves(node: Bracket) -> Iterator[Move]:
    """F(b) - F(a)."""
    x, (a, b) = node.variable, node.limits
    lower = tree.substitute(node.expr, {x: a})
    after = tree.total(tree.substitute(node.expr, {x: b}), tree.product(-1, lower) if lower.is_Add else tree.negative(lower))
    yield Move(after, {"F": node.expr, "x": x, "a": a, "b": b})


RULE = Rule(Bracket, moves, Rank.CLOSE, "[F]_a^b = F(b) - F(a)", ("x^3/3; x from 0 to 2",), "Stewart, Calculus, 5.3")
