"""1/kappa for kappa."""

from collections.abc import Iterator, Mapping

from sympy import S

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _radius(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    if derivation.problem.given.get("find") == "curvature" and tree.plain(fields["expression"]) != 0:
        yield {"expression": tree.quotient(S.One, fields["expression"])}
    elif "radius" in fields:
        yield {**fields, "radius": tree.quotient(S.One, fields["radius"])}


MISTAKE = Mistake(
    "Radius and curvature are reciprocal, and were exchanged.",
    "Which of two circles bends more, the small one or the large one?",
    answers=_radius,
    rank=1,
)
