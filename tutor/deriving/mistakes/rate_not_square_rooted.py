"""The sum of the squares of the components taken for the length."""

from collections.abc import Iterator

from sympy import Add, Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree


def _squared(step: Step) -> Iterator[Basic]:
    yield step.after.args[0]


def _squares(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    """The sum of the squares of the contributions."""
    parts = [tree.plain(s.result) for s in derivation.steps if s.rule == "error_propagation.contribution"]
    if len(parts) > 1 and not stage.facts.get("worst"):
        yield Add(*(p**2 for p in parts))


MISTAKE = Mistake(
    "The squares are added, and the root of their sum is missing.",
    "How long is the vector (3, 4)?",
    rules={"vector.length": _squared},
    stages={"error_propagation.total": _squares},
)
