"""Determinant of a 2 x 2 matrix: the product down the diagonal minus the product up it."""

from collections.abc import Iterator

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Determinant


def moves(node: Determinant) -> Iterator[Move]:
    """ad - bc; a 1 x 1 determinant is its entry."""
    match node.matrix.rows:
        case ((a, b), (c, d)):
            yield Move(tree.total(tree.product(a, d), tree.negative(tree.product(b, c))), {"m": node.matrix})
        case ((a,),):
            yield Move(a, {"m": node.matrix})


RULE = Rule(
    Determinant, moves, Rank.CLOSE, "det [[a, b], [c, d]] = a d - b c", ("[[1, 2], [3, 4]]",), "Stewart, Calculus, 12.4", routine=True
)
