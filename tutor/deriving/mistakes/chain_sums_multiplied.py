"""(f_x + f_y)(x' + y') for f_x x' + f_y y'."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.maths.chain.paths import along
from tutor.model import Derivation, Step
from tutor.trees import tree


def _sums(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    paths = along(derivation, stage)
    if len(paths) > 1 and all(len(path) == 2 for path in paths):
        yield tree.product(tree.total(*(path[0] for path in paths)), tree.total(*(path[1] for path in paths)))


MISTAKE = Mistake(
    "Each partial derivative belongs to its own inner quantity; the sums were multiplied as wholes.",
    "Which inner derivative goes with which partial derivative?",
    stages={"chain_rule.assemble": _sums},
    rank=3,
)
