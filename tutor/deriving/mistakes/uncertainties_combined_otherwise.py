"""The sum of the contributions for the root of the sum of their squares, or the other way round."""

from collections.abc import Iterator

from sympy import Abs, Add, Basic, sqrt

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree


def _otherwise(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    parts = [tree.plain(s.result) for s in derivation.steps if s.rule == "error_propagation.contribution"]
    if len(parts) > 1:
        yield sqrt(Add(*(p**2 for p in parts))) if stage.facts.get("worst") else Add(*map(Abs, parts))


MISTAKE = Mistake(
    "The contributions were combined in the other way: in the worst case they add up, for independent errors their squares do.",
    "Is the worst case asked, or the usual size of independent errors?",
    stages={"error_propagation.total": _otherwise},
)
