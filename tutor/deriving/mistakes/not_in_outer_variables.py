"""A derivative of a composition left in the inner quantities."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _left(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    found = [s for s in derivation.steps if s.rule == "chain_rule.assemble"]
    if len(found) == 1 and found[0].result.free_symbols & set(derivation.problem.given["inner"]):
        yield {"expression": found[0].result}


MISTAKE = Mistake(
    "The result still holds the inner quantities; it was asked in the outer variables.",
    "What are the inner quantities in terms of the variables that were asked for?",
    answers=_left,
)
