"""BFGS with the matrix of the start in every step: steepest descent."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.deriving.mistake import Mistake
from tutor.deriving.rewalked import quasi_walks
from tutor.model import Derivation


def _kept(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    yield from quasi_walks(derivation, lambda matrix, step, change: list(matrix))


MISTAKE = Mistake(
    "The matrix was left as it was, so every step goes straight down the gradient.",
    "What does the change of the gradient along a step teach?",
    answers=_kept,
    kinds=("bfgs",),
)
