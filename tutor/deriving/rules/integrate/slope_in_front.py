"""Slope in front: of k f(k x + c) an antiderivative is F(k x + c), whatever number the letter k stands for."""

from collections.abc import Iterator

from tutor.maths.integrals.linear import with_slope_in_front
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The slope of the inside is a factor already, and nothing is divided by."""
    found = None if node.is_definite else with_slope_in_front(tree.evaluated(node.expr), node.variable)
    if found is None:
        return
    ratio = tree.evaluated(node.expr).as_independent(node.variable, as_Add=False)[0] / found.slope
    facts = {"inside": written(found.inside), "k": written(found.slope), "x": node.variable, "upto": ratio.is_number and ratio != 1}
    yield Move(written(found.value), facts, found.conditions)


RULE = Rule(
    Int,
    moves,
    Rank.CLOSE,
    "int k f(k x + c) dx = F(k x + c)",
    ("y e^(x y)", "y^2 cos(x y)"),
    "Stewart, Calculus, 5.5",
    effort=0.7,
)
