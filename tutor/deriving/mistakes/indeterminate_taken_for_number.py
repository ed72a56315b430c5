"""0/0 taken for 0 or 1."""

from collections.abc import Iterator, Mapping

from sympy import S

from tutor.deriving.approaches import is_indeterminate
from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _number(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind == "limit" and "expression" in fields_of(derivation) and is_indeterminate(derivation):
        yield {"expression": S.Zero}
        yield {"expression": S.One}


MISTAKE = Mistake(
    "The form 0/0 is no number: it can come to anything.",
    "Which terms decide near the point, and how do they compare?",
    answers=_number,
    rank=10,
)
