"""Even function on a symmetric interval: the two halves are equal."""

from collections.abc import Iterator

from sympy import S

from tutor.maths.integrals.ends import finite_ends
from tutor.maths.integrals.symmetry import is_even, is_symmetric
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The integral from -a to a of an even function is twice that from 0 to a."""
    if is_symmetric(node) and node.variable in node.expr.free_symbols and is_even(node):
        half = Int(node.expr, node.variable, S.Zero, node.limits[1])
        facts = {"f": node.expr, "x": node.variable, "a": node.limits[1]}
        yield Move(tree.product(2, half), facts, effort=0.0 if finite_ends(node) else 1.0)


RULE = Rule(
    Int,
    moves,
    Rank.SPLIT,
    "int_(-a)^a f dx = 2 int_0^a f dx, f(-x) = f(x)",
    ("1/(1 + x^2); x from -1 to 1",),
    "Stewart, Calculus, 5.5",
    effort=-0.4,
)
