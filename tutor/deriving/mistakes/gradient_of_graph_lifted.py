"""(f_x, f_y, -1) where the gradient of f was asked."""

from collections.abc import Iterator, Mapping

from sympy import S

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees.heads import Vector


def _lifted(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    vector = fields_of(derivation).get("vector")
    if derivation.problem.kind == "gradient" and isinstance(vector, Vector):
        for last in (S.NegativeOne, S.One, S.Zero):
            yield {"vector": Vector(*vector.args, last)}


MISTAKE = Mistake(
    "The gradient has a component for each variable of the function; this one has a component for the height too.",
    "In which space does the gradient of a function of two variables lie?",
    answers=_lifted,
)
