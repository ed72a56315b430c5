"""Dot product: matching components are multiplied and the products added."""

from collections.abc import Iterator

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Dot, Vector


def moves(node: Dot) -> Iterator[Move]:
    """<a, b> . <c, d> = ac + bd."""
    match node.args:
        case (Vector(args=u), Vector(args=v)) if len(u) == len(v):
            yield Move(tree.total(*(tree.product(a, b) for a, b in zip(u, v, strict=True))), {"u": node.args[0], "v": node.args[1]})


RULE = Rule(
    Dot,
    moves,
    Rank.CLOSE,
    "<a, b, ...> . <c, d, ...> = a c + b d + ...",
    ("<8, 3> . <1, 2>", "<x, y> . <y, x>"),
    "Stewart, Calculus, 12.3",
    routine=True,
)
