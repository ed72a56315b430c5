"""No vector potential where the field has one."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _none(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind == "vector_potential" and "vector" in fields_of(derivation):
        yield {"exists": False}


MISTAKE = Mistake(
    "This field has a vector potential.",
    "What has to be 0 for a field to be a curl, and is it?",
    answers=_none,
)
