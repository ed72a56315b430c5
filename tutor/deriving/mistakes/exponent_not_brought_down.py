"""(x^n)' = x^(n - 1)."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _lowered(step: Step) -> Iterator[Basic]:
    yield tree.power(step.facts["x"], step.facts["lowered"])


MISTAKE = Mistake(
    "The old exponent becomes a factor of the derivative.",
    "How steep is x^2 at x = 1?",
    rules={"differentiate.power": _lowered},
    rank=6,
)
