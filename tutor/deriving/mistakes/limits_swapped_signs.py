"""Lower and upper limit exchanged."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.deriving.integrands import definite
from tutor.deriving.mistake import Mistake, opposite
from tutor.model import Derivation


def _turned(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    if definite(derivation):
        yield from opposite(derivation)


MISTAKE = Mistake(
    "Lower and upper limit are exchanged, which turns the sign.",
    "From where to where does the variable run?",
    answers=_turned,
    rank=3,
)
