"""A moment of inertia about another axis."""

from collections.abc import Iterator, Mapping

from tutor.deriving.inertia import squares
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _other(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from squares(derivation, lambda own, others: others)


MISTAKE = Mistake(
    "This is the moment about another axis, or about the origin.",
    "How far from the axis is a point, and which coordinates say so?",
    answers=_other,
    rank=1,
)
