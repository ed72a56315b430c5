"""Fundamental theorem: a definite integral is the difference of the values of an antiderivative at the limits."""

from collections.abc import Iterator

from tutor.rule import Move, Rank, Rule
from tutor.trees.heads import Bracket, Int


def moves(node: Int) -> Iterator[Move]:
    """The integral from a to b is F(b) - F(a), where F is continuous from a to b and has the slope f."""
    if node.is_definite:
        a, b = node.limits
        yield Move(Bracket(node.indefinite(), node.variable, a, b), {"f": node.expr, "x": node.variable, "a": a, "b": b})


RULE = Rule(
    Int,
    moves,
    Rank.SPLIT,
    "int_a^b f dx = F(b) - F(a), F' = f",
    ("x^2; x from 0 to 2", "cos x; x from 0 to y"),
    "Stewart, Calculus, 5.3",
    show_parts=True,
)
