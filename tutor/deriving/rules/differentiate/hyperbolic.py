"""The derivatives of the six hyperbolic functions."""

from collections.abc import Iterator

from sympy import cosh, coth, csch, sech, sinh, tanh

from tutor.deriving.rules.differentiate.trigonometric import Table, looked_up
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff

TABLE: Table = {
    sinh: lambda x: tree.apply(cosh, x),
    cosh: lambda x: tree.apply(sinh, x),
    tanh: lambda x: tree.power(tree.apply(sech, x), 2),
    sech: lambda x: tree.negative(tree.product(tree.apply(sech, x), tree.apply(tanh, x))),
    csch: lambda x: tree.negative(tree.product(tree.apply(csch, x), tree.apply(coth, x))),
    coth: lambda x: tree.negative(tree.power(tree.apply(csch, x), 2)),
}


def moves(node: Diff) -> Iterator[Move]:
    """sinh' = cosh, cosh' = sinh, tanh' = sech^2, sech' = -sech tanh, csch' = -csch coth, coth' = -csch^2."""
    yield from looked_up(TABLE, node)


RULE = Rule(
    Diff,
    moves,
    Rank.CLOSE,
    "sinh' = cosh, cosh' = sinh, tanh' = sech^2, sech' = -sech tanh, csch' = -csch coth, coth' = -csch^2",
    ("sinh x", "cosh x", "tanh x", "sech x", "csch x", "coth x"),
    "Stewart, Calculus, 3.11",
    routine=True,
)
