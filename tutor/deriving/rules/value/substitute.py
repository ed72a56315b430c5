"""Substitution: the values of the point are put in for the variables."""

from collections.abc import Iterator

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import At


def moves(node: At) -> Iterator[Move]:
    """Each variable is replaced by its value; one that keeps its letter is not spoken of."""
    facts = {"f": node.expr, "point": node.moved, "constant": all(a.is_number for a in node.moved.values())}
    yield Move(tree.placed(node.expr, node.point), facts)


RULE = Rule(
    At,
    moves,
    Rank.CLOSE,
    "f(x, y) at x = a, y = b is f(a, b)",
    ("x^2 y + 1; x = 2, y = 3",),
    "definition",
    routine=True,
)
