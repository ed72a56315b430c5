"""The integral of f(kx) taken for k F(kx)."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _multiplied(step: Step) -> Iterator[Basic]:
    yield tree.product(step.facts["k"], step.facts["k"], step.facts["after"])


MISTAKE = Mistake(
    "When integrating, the slope of the inside is divided by, not multiplied with.",
    "What is the derivative of your answer?",
    kinds=("integral",),
    rules={"integrate.linear_inside": _multiplied},
)
