"""The products of the components not added to the dot product."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Dot, Vector


def _products(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    for s in derivation.steps:
        if derivation.problem.kind == "directional_derivative" and s.rule.endswith(".dot") and isinstance(s.before, Dot):
            yield {"vector": Vector(*(tree.plain(a) * tree.plain(b) for a, b in zip(*(v.args for v in s.before.args), strict=True)))}


MISTAKE = Mistake(
    "The products of the components add up to one number; here they were left as a vector.",
    "Is a rate of change a number or a vector?",
    answers=_products,
)
