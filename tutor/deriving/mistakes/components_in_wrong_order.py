"""The shares of the components from the least to the greatest."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _reversed(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    if "explained" in fields:
        yield {**fields, "explained": tuple(reversed(fields["explained"]))}


MISTAKE = Mistake(
    "The shares are right and stand in the other order.",
    "Which component is the first one?",
    answers=_reversed,
)
