"""A normal vector where the direction of a curve was asked."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees.heads import Vector


def _normal(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    if derivation.problem.kind == "intersection_tangent":
        for s in derivation.steps:
            if s.rule.endswith((".evaluate", ".normal")) and isinstance(s.result, Vector):
                yield {**fields, "direction": s.result}


MISTAKE = Mistake(
    "This is normal to one of the surfaces; the curve lies in both.",
    "To which two vectors is the direction of the curve perpendicular?",
    answers=_normal,
)
