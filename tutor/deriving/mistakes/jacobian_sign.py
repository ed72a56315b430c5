"""J for |J|, or a determinant with its sign turned."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake, opposite
from tutor.model import Derivation

KINDS = ("jacobian_determinant", "change_of_variables")


def _turned(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind in KINDS:
        yield from opposite(derivation)


MISTAKE = Mistake(
    "The sign of the Jacobian is not right.",
    "In which order do the variables stand, and is the size of the factor needed or its sign too?",
    answers=_turned,
)
