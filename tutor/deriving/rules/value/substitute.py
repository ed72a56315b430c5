"""Substitution: the values of the point are put in for the variables."""

from collections.abc import Iterator

from sympy import Mul, S

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import At


def moves(node: At) -> Iterator[Move]:
    """Each variable is replaced by its value; nobody writes -0."""
    made = tree.substitute(node.expr, node.point)
    nothing = isinstance(made, Mul) and set(made.args) == {S.NegativeOne, S.Zero}
    yield Move(S.Zero if nothing else made, {"f": node.expr, "point": node.point})


RULE = Rule(
    At,
    moves,
    Rank.CLOSE,
    "f(x, y) at x = a, y = b is f(a, b)",
    ("x^2 y + 1; x = 2, y = 3",),
    "definition",
    routine=True,
)
