"""The sum of the partial derivatives where the vector of them was asked."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _sum(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    vector = fields_of(derivation).get("vector")
    if derivation.problem.kind == "gradient" and isinstance(vector, Vector):
        yield {"expression": tree.total(*vector.args)}


MISTAKE = Mistake(
    "The partial derivatives were added; the gradient keeps them apart, as the components of a vector.",
    "In which direction does a gradient point, and what says so?",
    answers=_sum,
)
