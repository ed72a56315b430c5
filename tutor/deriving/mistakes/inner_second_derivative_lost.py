"""A second derivative of a composition without the second derivatives of the inner functions."""

from collections.abc import Iterator

from sympy import Basic, S

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step


def _zero(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    yield S.Zero


MISTAKE = Mistake(
    "Each first term is a product: its inner derivative changes as well and has to be differentiated too.",
    "What does the product rule give for f_x x'?",
    stages={"chain_rule.factor_twice": _zero},
    rank=1,
)
