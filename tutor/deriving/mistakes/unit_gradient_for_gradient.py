"""The unit vector along the gradient where the gradient was asked."""

from collections.abc import Iterator, Mapping

from sympy import sqrt

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _unit(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    vector = fields_of(derivation).get("vector")
    if derivation.problem.kind == "gradient" and isinstance(vector, Vector):
        parts = tuple(map(tree.plain, vector.args))
        yield {"vector": Vector(*(p / sqrt(sum(q**2 for q in parts)) for p in parts))}


MISTAKE = Mistake(
    "This points the right way but was scaled to length 1; the length of the gradient says how steep it is.",
    "What does the length of the gradient tell?",
    answers=_unit,
)
