"""f_x y' + f_y x' for f_x x' + f_y y'."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.maths.chain.paths import along
from tutor.model import Derivation, Step
from tutor.trees import tree


def _crossed(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    paths = along(derivation, stage)
    if len(paths) == 2 and all(len(path) == 2 for path in paths):
        (a, b), (c, d) = paths
        yield tree.total(tree.product(a, d), tree.product(c, b))


MISTAKE = Mistake(
    "Each partial derivative was multiplied by the derivative of another inner quantity.",
    "Which inner derivative goes with which partial derivative?",
    stages={"chain_rule.assemble": _crossed},
    rank=3,
)
