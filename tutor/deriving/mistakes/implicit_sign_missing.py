"""F_x/F_y for -F_x/F_y."""

from collections.abc import Iterator, Mapping

from sympy import Basic

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree


def _positive(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    yield tree.negative(stage.before)


def _of_answer(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    """So made of the answer itself, where it is that quotient."""
    value = fields_of(derivation).get("expression")
    if derivation.problem.kind == "implicit_derivative" and derivation.problem.given.get("order") != 2 and value is not None:
        yield {"expression": tree.negative(value)}


MISTAKE = Mistake(
    "The minus sign of implicit differentiation is missing.",
    "On a circle, which sign has the slope in the first quadrant?",
    stages={"implicit_derivative.quotient": _positive, "linear_approximation.quotient": _positive},
    answers=_of_answer,
)
