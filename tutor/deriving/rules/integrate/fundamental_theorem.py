"""Fundamental theorem: a definite integral is the difference of the values of an antiderivative at the limits."""

from collections.abc import Iterator

from tutor.maths.integrals.direct import seen
from tutor.maths.integrals.ends import finite_ends
from tutor.maths.integrals.regular import continuous, regular
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Bracket, Int

LATE = 0.3  # what can be written in another form is so written before the theorem is used


def moves(node: Int) -> Iterator[Move]:
    """The integral from a to b is F(b) - F(a), where F is continuous from a to b and has the slope f."""
    if node.is_definite:
        a, b = node.limits
        if finite_ends(node) and regular(node):
            known = seen(tree.evaluated(node.expr), node.variable)
            rewritten = 0.0 if known and not known.twice else LATE
            between = (b, a) if (b - a).is_negative else (a, b)
            facts = {"f": node.expr, "x": node.variable, "a": a, "b": b, "between": between, "continuous": continuous(node)}
            yield Move(Bracket(node.indefinite(), node.variable, a, b), facts, effort=rewritten)


RULE = Rule(
    Int,
    moves,
    Rank.SPLIT,
    "int_a^b f dx = F(b) - F(a), F' = f",
    ("x^2; x from 0 to 2", "cos x; x from 0 to y"),
    "Stewart, Calculus, 5.3",
    show_parts=True,
)
