"""A moment of inertia with the distance for its square."""

from collections.abc import Iterator, Mapping

from sympy import S, sqrt

from tutor.deriving.inertia import squares
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _root(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from squares(derivation, lambda own, others: (sqrt(own), S.One))


MISTAKE = Mistake(
    "Each piece counts with the square of its distance from the axis.",
    "What happens to the moment when a piece is moved twice as far away?",
    answers=_root,
    rank=2,
)
