"""The direction used as given, not as a unit vector."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step


def _raw(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    yield stage.facts["v"]


MISTAKE = Mistake(
    "The direction was not made a unit vector, so the rate is measured with another length for one step.",
    "How long is the direction vector?",
    stages={"directional_derivative.unit": _raw},
)
