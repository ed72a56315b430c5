"""(a^x)' = a^x."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step


def _without(step: Step) -> Iterator[Basic]:
    yield step.before.expr


MISTAKE = Mistake(
    "Only e^x is its own derivative; another base brings its logarithm as a factor.",
    "What is 2^x as a power of e?",
    rules={"differentiate.exponential_base": _without},
)
