"""A coordinate of the point where the value of the function was asked."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import asked, with_side
from tutor.model import Derivation


def _coordinate(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    for side in asked(derivation).values():
        if side is not None:
            for value in dict.fromkeys(v for at in side["at"][:2] for v in at.values()):
                yield from with_side(derivation, {"value": value, "at": side["at"]})


MISTAKE = Mistake(
    "This is where the value is taken, not how large it is.",
    "What is the value of the function at that point?",
    answers=_coordinate,
    rank=3,
)
