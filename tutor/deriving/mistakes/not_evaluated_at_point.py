"""A general expression where the value at a point was asked."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees.heads import At


def _general(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    if isinstance(stage.before, At) and stage is [s for s in derivation.steps if isinstance(s.before, At)][-1]:
        yield stage.before.expr


MISTAKE = Mistake(
    "This is the general expression; its value at the point was asked.",
    "What comes out when the coordinates of the point are put in?",
    stages={"*": _general},
)
