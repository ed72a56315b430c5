"""The direction of a plane curve where that of its normal was asked."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _along(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    if derivation.problem.kind == "normal_line" and len(fields["direction"].args) == 2:
        a, b = map(tree.plain, fields["direction"].args)
        yield {**fields, "direction": Vector(-b, a)}


MISTAKE = Mistake(
    "This line runs along the curve; the normal stands across it.",
    "Which of the two is a level of the function, and which way does its gradient point?",
    answers=_along,
)
