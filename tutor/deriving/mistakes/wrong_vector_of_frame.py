"""Another vector of the moving frame, or of the motion, than was asked."""

from collections.abc import Iterator, Mapping

from sympy import sqrt

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _other(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    if derivation.problem.kind == "space_curve" and isinstance(fields.get("vector"), Vector):
        for s in derivation.steps:
            if isinstance(s.result, Vector):
                yield {"vector": s.result}
        for s in derivation.steps:
            if isinstance(s.result, Vector):
                parts = tuple(map(tree.plain, s.result.args))
                yield {"vector": Vector(*(p / sqrt(sum(q**2 for q in parts)) for p in parts))}


MISTAKE = Mistake(
    "This is another vector of the motion than the one that was asked.",
    "Along which direction does the vector point that was asked: the motion, the centre of the bend, or across both?",
    answers=_other,
    rank=3,
)
