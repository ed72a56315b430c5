"""A constant of integration added to a definite integral."""

from collections.abc import Iterator, Mapping

from sympy import Symbol

from tutor.deriving.integrands import definite
from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _with_constant(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    indefinite = derivation.problem.kind == "potential" or (
        derivation.problem.kind == "integral" and "upper" not in derivation.problem.given
    )
    if definite(derivation) and "expression" in fields and not indefinite:
        yield {"expression": tree.total(fields["expression"], Symbol("C", real=True))}


MISTAKE = Mistake(
    "A definite integral is a number: no constant belongs to it.",
    "What happens to the constant when the value at the lower limit is subtracted?",
    answers=_with_constant,
    rank=0,
)
