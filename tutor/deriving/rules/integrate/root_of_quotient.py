"""Root of a quotient: sqrt(1 + 1/x^2) is sqrt(x^2 + 1)/|x|."""

from collections.abc import Iterator

from tutor.maths.integrals.squares import over_power
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """What stands under a root is brought over one line, and the roots are taken above and below it."""
    found = over_power(tree.evaluated(node.expr), node.variable, positive=not node.is_definite)
    if found is not None:
        facts = {"radicand": written(found.radicand), "root": written(found.root), "taken": found.conditions}
        yield Move(node.of(written(found.integrand)), facts, () if node.is_definite else found.conditions)


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "sqrt(p/q) = sqrt(p)/sqrt(q), p >= 0, q > 0",
    ("sqrt(1 + 1/x^2)", "x sqrt(4 + 1/x^2)"),
    "Stewart, Calculus, 8.1, example 3",
    effort=1.0,
)
