"""A direction divided by the square of its length."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import Vector


def _overdone(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    v = stage.facts["v"]
    yield Vector(*(tree.plain(c) / sum(tree.plain(d) ** 2 for d in v.args) for c in v.args))


MISTAKE = Mistake(
    "The direction was divided by the square of its length instead of its length.",
    "How long is your direction vector after the division?",
    stages={"directional_derivative.unit": _overdone},
    rank=0,
)
