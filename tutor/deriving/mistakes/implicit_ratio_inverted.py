"""-F_y/F_x for -F_x/F_y."""

from collections.abc import Iterator, Mapping

from sympy import Basic, S

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree


def _inverted(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    yield tree.quotient(S.One, stage.before)


def _of_answer(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """So made of the answer itself, where it is that quotient."""
    value = fields_of(derivation).get("expression")
    if derivation.problem.kind == "implicit_derivative" and derivation.problem.given.get("order") != 2 and value is not None:
        yield {"expression": tree.quotient(S.One, value)}


MISTAKE = Mistake(
    "The quotient stands upside down: below goes the derivative with respect to the dependent variable.",
    "Which variable depends on which?",
    stages={"implicit_derivative.quotient": _inverted, "linear_approximation.quotient": _inverted},
    answers=_of_answer,
)
