"""The multiplier given as the greatest or least value."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import asked, with_side
from tutor.model import Derivation


def _multiplier(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    for word, side in asked(derivation).items():
        assert derivation.answer is not None
        for value in derivation.answer.fields.get("multipliers", {}).get(word, {}).values():
            if side is not None and value != 0:
                yield from with_side(derivation, {"value": value, "at": side["at"]})
                yield from with_side(derivation, {"value": value, "at": []})


MISTAKE = Mistake(
    "This is the multiplier; the value of the function was asked.",
    "What is the value of the function at the point that was found?",
    answers=_multiplier,
    rank=2,
)
