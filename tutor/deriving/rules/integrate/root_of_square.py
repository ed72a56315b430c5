"""Root of a square: sqrt(g^2) is |g|."""

from collections.abc import Iterator

from tutor.maths.integrals.squares import as_square
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int

HALF_TRUTH = 6.0  # the effort of an antiderivative that holds on a part only: between limits the bars are kept


def moves(node: Int) -> Iterator[Move]:
    """What stands under a root is seen to be a square."""
    found = as_square(tree.evaluated(node.expr), node.variable, positive=not node.is_definite)
    if found is not None:
        facts = {
            "radicand": written(found.radicand),
            "square": written(found.square),
            "root": written(found.root),
            "whole": found.whole,
            "taken": found.conditions,
        }
        yield Move(node.of(written(found.integrand)), facts, found.conditions, effort=HALF_TRUTH if found.conditions else 0.0)


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "sqrt(g^2) = |g|",
    (
        "sqrt(x^2 - 2x + 1); x from 0 to 3",
        "sqrt(x^4 + x^2); x from -1 to 2",
        "sqrt(1 + (x - 1/(4x))^2); x from 1 to 2",
        "sqrt(1 - cos x); x from 0 to pi",
    ),
    "Stewart, Calculus, 8.1",
    effort=1.5,
)
