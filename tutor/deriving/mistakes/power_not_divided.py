"""The integral of x^n taken for x^(n + 1)."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _undivided(step: Step) -> Iterator[Basic]:
    yield tree.power(step.facts["x"], step.facts["up"])


MISTAKE = Mistake(
    "The exponent was raised, but the power was not divided by the new exponent.",
    "What is the derivative of x^3, and what has to be divided by?",
    kinds=("integral",),
    rules={"integrate.power": _undivided},
)
