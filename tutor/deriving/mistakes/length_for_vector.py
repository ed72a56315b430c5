"""The length of a vector where the vector was asked."""

from collections.abc import Iterator, Mapping

from sympy import sqrt

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _length(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    vector = fields_of(derivation).get("vector")
    if derivation.problem.kind in ("gradient", "space_curve") and isinstance(vector, Vector):
        yield {"expression": sqrt(sum(tree.plain(c) ** 2 for c in vector.args))}


MISTAKE = Mistake(
    "This is how long the vector is; the vector itself was asked.",
    "What are the components of the vector?",
    answers=_length,
)
