"""The root of the value that was asked: a distance for its square."""

from collections.abc import Iterator, Mapping

from sympy import sqrt

from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import asked, with_side
from tutor.model import Derivation
from tutor.trees import tree


def _root(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    for side in asked(derivation).values():
        if side is not None and tree.plain(side["value"]).is_positive:
            yield from with_side(derivation, {**side, "value": sqrt(tree.plain(side["value"]))})
            yield from with_side(derivation, {"value": sqrt(tree.plain(side["value"])), "at": []})


MISTAKE = Mistake(
    "This is the root of the value that was asked.",
    "Is a distance asked, or its square?",
    answers=_root,
    rank=2,
)
