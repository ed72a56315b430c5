"""F_x/F_y for -F_x/F_y."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree


def _positive(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    yield tree.negative(stage.before)


MISTAKE = Mistake(
    "The minus sign of implicit differentiation is missing.",
    "On a circle, which sign has the slope in the first quadrant?",
    stages={"implicit_derivative.quotient": _positive},
)
