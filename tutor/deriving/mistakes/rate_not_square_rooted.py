"""The sum of the squares of the components taken for the length."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step


def _squared(step: Step) -> Iterator[Basic]:
    yield step.after.args[0]


MISTAKE = Mistake(
    "This is the square of the length: the root is missing.",
    "How long is the vector (3, 4)?",
    rules={"vector.length": _squared},
)
