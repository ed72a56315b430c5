"""(uv)' = u'v'."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _factors(step: Step) -> Iterator[Basic]:
    yield tree.product(*(step.before.of(f) for f in step.facts["factors"]))


MISTAKE = Mistake(
    "The derivative of a product is not the product of the derivatives.",
    "What does the product rule give for x times x?",
    rules={"differentiate.product": _factors},
)
