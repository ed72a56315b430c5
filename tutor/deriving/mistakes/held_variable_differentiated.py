"""A variable that is held constant was differentiated too."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree
from tutor.trees.heads import Diff


def _constant(step: Step) -> Iterator[Basic]:
    c = step.facts["c"]
    for v in step.before.held:
        if v in c.free_symbols:
            yield Diff(c, v)


def _factor(step: Step) -> Iterator[Basic]:
    c, f = step.facts["c"], step.facts["f"]
    for v in step.before.held:
        if v in c.free_symbols:
            yield tree.total(tree.product(c, step.before.of(f)), tree.product(Diff(c, v), f))
            yield tree.product(Diff(c, v), step.before.of(f))


MISTAKE = Mistake(
    "A variable that is held constant was differentiated as well.",
    "Which variables move here, and which stand still?",
    rules={"differentiate.constant": _constant, "differentiate.constant_factor": _factor},
    rank=5,
)
