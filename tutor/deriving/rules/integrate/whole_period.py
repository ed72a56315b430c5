"""Whole periods: the integral over a period does not depend on where it begins, and an even one is twice that over half of it."""

from collections.abc import Iterator

from tutor.maths.integrals.periods import half_period
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The integral from 0 to 2 pi of f(cos x) is twice that from 0 to pi."""
    found = half_period(node)
    if found is not None:
        middle, times = found
        half = Int(node.expr, node.variable, node.limits[0], middle)
        mirrored = tree.displacement(2 * middle, node.variable)
        facts = {"f": node.expr, "x": node.variable, "middle": middle, "times": times, "mirrored": mirrored}
        yield Move(tree.product(times, half), facts)


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "int_0^(2 pi) f(cos x) dx = 2 int_0^pi f(cos x) dx",
    ("1/(2 + cos x); x from 0 to 2pi",),
    "Stewart, Calculus, 5.5",
    effort=1.5,
)
