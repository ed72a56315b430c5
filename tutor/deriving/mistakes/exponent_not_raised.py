"""The integral of x^n taken for x^n/(n + 1) or x^n/n."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _kept(step: Step) -> Iterator[Basic]:
    for by in (step.facts["up"], step.facts["n"]):
        if by != 0:
            yield tree.quotient(tree.power(step.facts["x"], step.facts["n"]), by)


MISTAKE = Mistake(
    "The exponent was not raised: integrating a power adds 1 to it.",
    "Which power has x^2 in its derivative?",
    kinds=("integral",),
    rules={"integrate.power": _kept},
)
