"""A line integral along the curve the other way round."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake, opposite
from tutor.model import Derivation

KINDS = ("line_integral", "green")


def _other_way(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind in KINDS and "field" in derivation.problem.given:
        yield from opposite(derivation)


MISTAKE = Mistake(
    "The sign is that of the curve run the other way, or of the other normal.",
    "In which direction does your parameter run along the curve, and in which should it?",
    answers=_other_way,
    rank=0,
)
