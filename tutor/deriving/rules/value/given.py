"""Given values: a quantity that the problem gives is replaced by its value."""

from collections.abc import Iterator

from tutor.rule import Move, Rank, Rule
from tutor.trees.heads import Known


def moves(node: Known) -> Iterator[Move]:
    """The quantity is what it is given as."""
    yield Move(node.given, {"quantity": node.quantity, "given": node.given})


RULE = Rule(Known, moves, Rank.CLOSE, "f(a) is b where the problem says f(a) = b", ("f(2) = 5", "g(1) = -1/2"), "definition", routine=True)
