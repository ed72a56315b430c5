"""The multiplier given as the greatest or least value."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import asked, with_side
from tutor.model import Derivation
from tutor.trees import tree


def _multiplier(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    right, fields = asked(derivation), fields_of(derivation)
    many = fields.get("multipliers", {})
    for word, side in right.items():
        for value in many.get(word, {}).values():
            if side is not None and value != 0:
                yield from with_side(derivation, {"value": value, "at": side["at"]})
                yield from with_side(derivation, {"value": value, "at": []})
    if len(right) > 1 and all(side is not None and many.get(word) for word, side in right.items()):
        for sign in (1, -1):
            made = {
                word: {**side, "value": sign * tree.plain(next(iter(many[word].values())))}
                for word, side in right.items()
                if side is not None
            }
            yield made
            yield {word: {**side, "at": []} for word, side in made.items()}


MISTAKE = Mistake(
    "This is the multiplier; the value of the function was asked.",
    "What is the value of the function at the point that was found?",
    answers=_multiplier,
    rank=2,
)
