"""A gradient without the 2 that the squares bring down."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tutor.deriving.mistake import Mistake
from tutor.deriving.rewalked import descents
from tutor.model import Derivation


def _half(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from descents(derivation, lambda d: replace(d, rate=d.rate / 2))


MISTAKE = Mistake(
    "The steps are half as long as they should be: a factor 2 of the gradient is missing.",
    "What is the derivative of e^2 with respect to e?",
    answers=_half,
    rank=2,
)
