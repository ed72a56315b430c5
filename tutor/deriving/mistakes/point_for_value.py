"""A coordinate of the point where the value of the function was asked, or the point alone."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import asked, with_side
from tutor.model import Derivation


def _coordinate(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    for side in asked(derivation).values():
        if side is not None:
            for value in dict.fromkeys(v for at in side["at"][:2] for v in at.values()):
                yield from with_side(derivation, {"value": value, "at": side["at"]})
                yield from with_side(derivation, {"value": value, "at": []})
    right = asked(derivation)
    if len(right) > 1 and all(side is not None and side["at"] for side in right.values()):
        for v in derivation.problem.variables:
            yield {word: {**side, "value": side["at"][0][v]} for word, side in right.items() if side is not None and v in side["at"][0]}


MISTAKE = Mistake(
    "This is where the value is taken, not how large it is.",
    "What is the value of the function at that point?",
    answers=_coordinate,
    rank=3,
)
