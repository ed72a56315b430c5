"""A chain rule with one branch of the tree left out."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.maths.chain.paths import along
from tutor.model import Derivation, Step
from tutor.trees import tree


def _fewer(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    paths = along(derivation, stage)
    for k in range(len(paths)) if len(paths) > 1 else ():
        yield tree.total(*(tree.product(*path) for path in (*paths[:k], *paths[k + 1 :])))


MISTAKE = Mistake(
    "A path of the tree is missing: the outcome depends on the variable through every inner quantity, and each gives a term.",
    "Along how many paths does the variable reach the outcome?",
    stages={"chain_rule.assemble": _fewer},
)
