"""A vector where its length or a rate was asked."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees.heads import Vector


def _vector(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem, fields = derivation.problem, fields_of(derivation)
    if problem.kind == "directional_derivative" or (problem.kind == "steepest_ascent" and "rate" in fields):
        for s in derivation.steps:
            if isinstance(s.result, Vector) and s.rule.endswith((".evaluate", ".assemble")):
                yield {"vector": s.result}
    elif problem.kind == "space_curve" and "expression" in fields:
        for s in derivation.steps:
            if isinstance(s.result, Vector) and s.rule.endswith((".derivative", ".there")):
                yield {"vector": s.result}


MISTAKE = Mistake(
    "This is a vector; what was asked is one number made from it.",
    "How is a number made of this vector?",
    answers=_vector,
)
