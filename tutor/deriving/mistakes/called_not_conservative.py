"""A field with a potential called not conservative."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _none(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind == "potential" and "expression" in fields_of(derivation):
        yield {"conservative": False}


MISTAKE = Mistake(
    "This field has a potential.",
    "Are the mixed derivatives of the components equal?",
    answers=_none,
)
