"""A term of a sum left as it is, where its derivative was due."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree
from tutor.trees.heads import Diff

MOST_TERMS = 6


def _left(step: Step) -> Iterator[Basic]:
    goals = tuple(tree.goals(step.after))
    for path, goal in goals if len(goals) <= MOST_TERMS else ():
        if isinstance(goal, Diff) and goal.variable in goal.expr.free_symbols:
            yield tree.put(step.after, path, goal.expr)


MISTAKE = Mistake(
    "One of the terms was not differentiated.",
    "What is the derivative of each term by itself?",
    rules={"differentiate.sum": _left},
    rank=5,
)
