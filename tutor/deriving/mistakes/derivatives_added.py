"""(uv)' = u' + v'."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _sum(step: Step) -> Iterator[Basic]:
    yield tree.total(*(step.before.of(f) for f in step.facts["factors"]))


MISTAKE = Mistake(
    "The derivatives of the factors were added; in the product rule each stands beside the other factors.",
    "What does the product rule give for x times x?",
    rules={"differentiate.product": _sum},
    rank=3,
)
