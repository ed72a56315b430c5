"""-F_y/F_x for -F_x/F_y."""

from collections.abc import Iterator

from sympy import Basic, S

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree


def _inverted(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    yield tree.quotient(S.One, stage.before)


MISTAKE = Mistake(
    "The quotient stands upside down: below goes the derivative with respect to the dependent variable.",
    "Which variable depends on which?",
    stages={"implicit_derivative.quotient": _inverted},
)
