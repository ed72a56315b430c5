"""Singular values shared out where their squares are to be."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _unsquared(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    if "explained" in fields and "singular_values" in fields:
        values = tuple(map(tree.plain, fields["singular_values"]))
        yield {**fields, "explained": tuple(v / sum(values) for v in values)}
        fourth = tuple(v**4 for v in values)
        yield {**fields, "explained": tuple(v / sum(fourth) for v in fourth)}


MISTAKE = Mistake(
    "A component explains the variance along it, which is the square of a singular value.",
    "What is the variance along a component in terms of its singular value?",
    answers=_unsquared,
)
