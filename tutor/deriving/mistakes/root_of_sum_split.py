"""The root of a sum of squares taken for the sum of the components."""

from collections.abc import Iterator

from sympy import Abs, Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree
from tutor.trees.heads import Vector


def _split(step: Step) -> Iterator[Basic]:
    parts = step.facts["v"]
    if isinstance(parts, Vector):
        yield tree.total(*(tree.apply(Abs, p) for p in parts.args))
        yield tree.total(*parts.args)


MISTAKE = Mistake(
    "The root of a sum is not the sum of the roots.",
    "How long is the vector (3, 4)?",
    rules={"vector.length": _split},
    rank=5,
)
