"""The greatest value called the least, and the other way round."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import asked
from tutor.model import Derivation


def _exchanged(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    right = asked(derivation)
    if len(right) > 1:
        yield {"max": right["min"], "min": right["max"]}


MISTAKE = Mistake(
    "The greatest and the least value are exchanged.",
    "Which of the values that the function takes is the larger one?",
    answers=_exchanged,
    rank=0,
)
