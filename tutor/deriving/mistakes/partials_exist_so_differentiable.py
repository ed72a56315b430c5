"""Partial derivatives at a point taken for differentiability."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _differentiable(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    if derivation.problem.kind == "differentiability" and fields.get("differentiable") is False:
        yield {"differentiable": True}
        yield {**fields, "differentiable": True}


MISTAKE = Mistake(
    "Partial derivatives look along the axes only; a tangent plane has to fit in every direction.",
    "How does the function behave along other lines and curves through the point?",
    answers=_differentiable,
)
