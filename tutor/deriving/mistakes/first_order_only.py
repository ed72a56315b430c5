"""A higher derivative that stopped early."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees.heads import Diff


def _stopped(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    earlier = [s.result for s in derivation.steps if s.rule == stage.rule]
    if isinstance(stage.before, Diff) and stage.before.expr in earlier:
        yield from earlier[: earlier.index(stage.before.expr) + 1]


MISTAKE = Mistake(
    "This derivative is of a lower order than was asked.",
    "How many times has to be differentiated, and with respect to what?",
    stages={"partial_derivative.differentiate": _stopped, "derivative.differentiate": _stopped},
)
