"""The greatest rate of change where that in a direction was asked."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _greatest(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    for s in derivation.steps:
        if s.rule == "directional_derivative.bound":
            yield {"expression": s.result}


MISTAKE = Mistake(
    "This is the length of the gradient: the rate in the direction of steepest ascent.",
    "Into which direction is the rate asked?",
    answers=_greatest,
)
