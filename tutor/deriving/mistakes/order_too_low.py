"""A Taylor polynomial that stopped early."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.orders import homogeneous
from tutor.model import Derivation


def _shorter(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    parts = homogeneous(derivation)
    for k in range(2, len(parts)):
        yield {"expression": sum(parts[:k])}


MISTAKE = Mistake(
    "This polynomial stops at a lower order than was asked.",
    "Which derivatives of the highest order are there, and where do they stand?",
    answers=_shorter,
    rank=0,
)
