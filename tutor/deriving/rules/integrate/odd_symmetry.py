"""Odd function on a symmetric interval: the two halves cancel."""

from collections.abc import Iterator

from sympy import S

from tutor.maths.integrals.ends import finite_ends
from tutor.maths.integrals.regular import regular
from tutor.maths.integrals.symmetry import is_odd, is_symmetric
from tutor.rule import Move, Rank, Rule
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The integral from -a to a of an odd function is 0."""
    if is_symmetric(node) and finite_ends(node) and is_odd(node) and regular(node):
        yield Move(S.Zero, {"f": node.expr, "x": node.variable, "a": node.limits[1]})


RULE = Rule(
    Int,
    moves,
    Rank.CLOSE,
    "int_(-a)^a f dx = 0, f(-x) = -f(x)",
    ("x^3 cos x; x from -1 to 1", "sin(x)^3; x from -a to a; a > 0"),
    "Stewart, Calculus, 5.5",
    effort=0.5,
)
