"""An average not divided by the size of the region."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _total(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    for s in derivation.steps:
        if s.rule == "average_value.quotient":
            yield {"expression": s.facts["total"]}
            yield {"expression": tree.quotient(s.facts["total"], tree.power(s.facts["measure"], 2))}
            yield {"expression": tree.quotient(s.facts["measure"], s.facts["total"])}


MISTAKE = Mistake(
    "The integral is to be divided once by the size of the region.",
    "What is the average of a function that is 5 everywhere?",
    answers=_total,
)
