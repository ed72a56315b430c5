"""The integral of x^n taken for x^(n + 1)/n."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _by_the_old(step: Step) -> Iterator[Basic]:
    n = step.facts["n"]
    if n not in (0, 1):
        yield tree.quotient(tree.power(step.facts["x"], step.facts["up"]), n)


MISTAKE = Mistake(
    "A power is divided by its new exponent, not by the old one.",
    "What is the derivative of x^3/2?",
    kinds=("integral",),
    rules={"integrate.power": _by_the_old},
    rank=0,
)
