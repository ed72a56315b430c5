"""0/0 taken for no limit."""

from collections.abc import Iterator, Mapping

from tutor.deriving.approaches import is_indeterminate
from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _none(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind == "limit" and "expression" in fields_of(derivation) and is_indeterminate(derivation):
        yield {"does_not_exist": True}


MISTAKE = Mistake(
    "The form 0/0 decides nothing: the limit may exist all the same.",
    "Can the expression be written so that the point can be put in?",
    answers=_none,
)
