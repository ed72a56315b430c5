"""Lower and upper limit exchanged."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.deriving.integrands import definite
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _turned(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    if derivation.answer is not None and "expression" in derivation.answer.fields and definite(derivation):
        yield {"expression": tree.negative(derivation.answer.fields["expression"])}


MISTAKE = Mistake(
    "Lower and upper limit are exchanged, which turns the sign.",
    "From where to where does the variable run?",
    answers=_turned,
    rank=3,
)
