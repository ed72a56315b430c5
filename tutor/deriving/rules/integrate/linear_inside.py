"""Linear inside: of f(k x + c) an antiderivative is F(k x + c)/k."""

from collections.abc import Iterator

from tutor.maths.integrals.linear import with_linear_inside
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The slope of the inside is a constant, and is divided by."""
    if node.is_definite:
        return
    found = with_linear_inside(tree.evaluated(node.expr), node.variable)
    if found is not None:
        value = written(found.value)
        facts = {"inside": written(found.inside), "k": written(found.slope), "x": node.variable, "after": value}
        facts["may_vanish"] = not found.slope.is_number and not found.slope.is_nonzero
        yield Move(value, facts, found.conditions)


RULE = Rule(
    Int,
    moves,
    Rank.COMBINE,
    "int f(k x + c) dx = F(k x + c)/k",
    ("cos(3x)", "e^(-2x)", "(2x + 1)^5", "1/(3x - 1)", "sin(2x + y)", "e^(x y)", "1/(4 + (x - 1)^2)"),
    "Stewart, Calculus, 5.5",
    routine=True,
    effort=0.7,
)
