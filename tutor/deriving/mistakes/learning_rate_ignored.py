"""A step as long as the gradient, the learning rate left out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sympy import S

from tutor.deriving.mistake import Mistake
from tutor.deriving.rewalked import descents
from tutor.model import Derivation


def _whole(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from descents(derivation, lambda d: replace(d, rate=S.One))


MISTAKE = Mistake(
    "The gradient was not multiplied by the learning rate.",
    "How long is a step, and what makes it shorter than the gradient?",
    answers=_whole,
)
