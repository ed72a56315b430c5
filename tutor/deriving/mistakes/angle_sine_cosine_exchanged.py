"""(sin a, cos a) for the unit vector at the angle a."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees.heads import Vector


def _exchanged(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    if "angle" in derivation.problem.given and isinstance(stage.result, Vector) and len(stage.result.args) == 2:
        yield Vector(*reversed(stage.result.args))


MISTAKE = Mistake(
    "Sine and cosine of the angle stand in each other's place.",
    "Which of sine and cosine is the step along the first axis?",
    stages={"directional_derivative.*": _exchanged},
)
