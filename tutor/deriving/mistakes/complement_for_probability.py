"""The probability of the opposite."""

from collections.abc import Iterator, Mapping

from sympy import S

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _rest(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    if derivation.problem.kind == "probability" and "expression" in fields:
        yield {"expression": tree.total(S.One, tree.negative(fields["expression"]))}


MISTAKE = Mistake(
    "This is the probability that it does not happen.",
    "Over which part of the support was integrated?",
    answers=_rest,
)
