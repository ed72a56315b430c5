"""Improper at both ends, or between them: the interval is split so that each part is improper at one end only."""

from collections.abc import Iterator
from itertools import pairwise

from tutor.maths.integrals.improper import split_points
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The integral from a to b is that from a to c and that from c to b: it converges if both do."""
    found = split_points(node)
    if found is None:
        return
    ends = (node.limits[0], *found.points, node.limits[1])
    parts = [Int(node.expr, node.variable, low, high) for low, high in pairwise(ends)]
    facts = {"points": found.points, "inside": found.inside, "f": node.expr, "x": node.variable}
    yield Move(tree.total(*parts), facts)


RULE = Rule(
    Int,
    moves,
    Rank.SPLIT,
    "int_a^b f dx = int_a^c f dx + int_c^b f dx",
    ("e^x/(1 + e^(2x)); x from -oo to oo", "1/x^(2/3); x from -1 to 8"),
    "Stewart, Calculus, 7.8",
    effort=1.0,
)
