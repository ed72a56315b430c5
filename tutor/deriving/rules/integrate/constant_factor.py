"""Constant factor: what does not contain the variable moves out in front of the integral."""

from collections.abc import Iterator

from sympy import Mul, Pow, S

from tutor.maths.integrals.factors import apart
from tutor.maths.integrals.linear import with_slope_in_front
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The integral of c f is c times that of f."""
    if not isinstance(node.expr, Mul | Pow) or node.variable not in node.expr.free_symbols:
        return
    if with_slope_in_front(tree.evaluated(node.expr), node.variable) is not None:
        return  # what would be taken out is the slope of the inside, and would have to be divided by again
    constant, rest = apart(node.expr, node.variable)
    if constant is not S.One:
        yield Move(tree.product(constant, node.of(rest)), {"c": constant, "f": rest, "x": node.variable})


RULE = Rule(
    Int,
    moves,
    Rank.SPLIT,
    "int c f dx = c int f dx",
    ("5 sin x", "x^3/7", "4/(x y)"),
    "Stewart, Calculus, 5.4",
    routine=True,
    effort=0.2,
)
