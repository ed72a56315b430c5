"""g' for (F(g))': the inside differentiated and the outside lost."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees.heads import Diff


def _inside_alone(step: Step) -> Iterator[Basic]:
    if isinstance(step.before, Diff):
        yield step.before.of(step.facts["inside"])


MISTAKE = Mistake(
    "Only the inside was differentiated; the derivative of the outer function is missing.",
    "Which function is applied last, and what is its derivative?",
    rules={"differentiate.chain": _inside_alone},
    rank=4,
)
