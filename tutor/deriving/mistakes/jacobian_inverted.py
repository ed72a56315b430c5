"""The Jacobian of the inverse map."""

from collections.abc import Iterator, Mapping
from typing import Any

from sympy import S

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _inverted(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    if derivation.problem.kind == "jacobian_determinant" and derivation.answer is not None:
        yield {"expression": tree.quotient(S.One, derivation.answer.fields["expression"])}


MISTAKE = Mistake(
    "This is the Jacobian of the inverse map.",
    "Which variables are the old ones, and which the new?",
    answers=_inverted,
)
