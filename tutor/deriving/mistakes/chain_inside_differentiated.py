"""F'(g') for (F(g))': the derivative of the inside put into that of the outside."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees.heads import At, Diff


def _inside(step: Step) -> Iterator[Basic]:
    if isinstance(step.before, Diff):
        u = step.facts["u"]
        yield At(Diff(step.facts["outside"], u), (u,), (step.before.of(step.facts["inside"]),))


MISTAKE = Mistake(
    "The inside stays as it is in the derivative of the outside; its own derivative is a factor beside it.",
    "Where is the slope of the outer function taken, and what multiplies it?",
    rules={"differentiate.chain": _inside},
    rank=3,
)
