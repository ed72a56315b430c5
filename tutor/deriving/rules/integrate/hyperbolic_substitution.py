"""Hyperbolic substitution: a root of a^2 + x^2 is cleared by a hyperbolic sine."""

from collections.abc import Iterator

from tutor.deriving.rules.integrate.trigonometric_substitution import move
from tutor.maths.integrals.circular import changes
from tutor.maths.integrals.improper import proper
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """With x = a sinh t the root of a^2 + x^2 is a cosh t, and dx = a cosh t dt."""
    if not proper(node):
        return
    for change in changes(tree.evaluated(node.expr), node.variable, hyperbolic=True):
        yield move(node, change)


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "int f(x, sqrt(a^2 + x^2)) dx = int f(a sinh t, a cosh t) a cosh t dt, x = a sinh t",
    ("x^2/sqrt(x^2 + 1)", "x^2/sqrt(x^2 + 9); x from 0 to 4"),
    "Stewart, Calculus, 7.3",
    effort=7.0,
)
