"""(u/v)' = u'/v'."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _parts(step: Step) -> Iterator[Basic]:
    yield tree.quotient(step.before.of(step.facts["f"]), step.before.of(step.facts["g"]))


MISTAKE = Mistake(
    "The derivative of a quotient is not the quotient of the derivatives.",
    "What does the quotient rule give for x^2/x, and what should it give?",
    rules={"differentiate.quotient": _parts},
)
