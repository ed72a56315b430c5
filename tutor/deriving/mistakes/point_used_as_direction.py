"""The target point taken for the direction towards it."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees.heads import Vector


def _target(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    yield Vector(*stage.facts["toward"].values())


MISTAKE = Mistake(
    "The target point was taken for the direction; the direction leads from the one point to the other.",
    "Which vector leads from the point to the target?",
    stages={"directional_derivative.displacement": _target},
)
