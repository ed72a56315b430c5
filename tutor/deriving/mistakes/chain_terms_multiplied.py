"""The terms of a chain rule multiplied instead of added."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.maths.chain.paths import along
from tutor.model import Derivation, Step
from tutor.trees import tree


def _multiplied(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    paths = along(derivation, stage)
    if len(paths) > 1:
        yield tree.product(*(tree.product(*path) for path in paths))


MISTAKE = Mistake(
    "The contributions of the paths were multiplied; they add up.",
    "If only one of the inner quantities changed, how much would the outcome change?",
    stages={"chain_rule.assemble": _multiplied},
    rank=3,
)
