"""The derivative of a constant term taken for the constant itself."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step


def _kept(step: Step) -> Iterator[Basic]:
    yield step.facts["c"]


MISTAKE = Mistake(
    "A term without the variable does not change, so its derivative is 0.",
    "How fast does a constant change?",
    rules={"differentiate.constant": _kept},
    rank=6,
)
