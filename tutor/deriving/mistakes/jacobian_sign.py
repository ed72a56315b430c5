"""J for |J|, or a determinant with its sign turned."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree

KINDS = ("jacobian_determinant", "change_of_variables")


def _turned(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    if derivation.problem.kind in KINDS and derivation.answer is not None and "expression" in derivation.answer.fields:
        yield {"expression": tree.negative(derivation.answer.fields["expression"])}


MISTAKE = Mistake(
    "The sign of the Jacobian is not right.",
    "In which order do the variables stand, and is the size of the factor needed or its sign too?",
    answers=_turned,
)
