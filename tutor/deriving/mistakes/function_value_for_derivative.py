"""The value of the function where that of its derivative was asked."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import At, Vector

KINDS = ("derivative", "partial_derivative", "directional_derivative")


def _value(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    given, point = derivation.problem.given, derivation.problem.given.get("point")
    if derivation.problem.kind in KINDS and point and "expression" in fields_of(derivation):
        yield {"expression": At(given["function"], tuple(point), tuple(point.values()))}
    elif given.get("find") == "velocity" and isinstance(point, Mapping):
        yield {"vector": Vector(*(tree.plain(c).subs(dict(point)) for c in given["position"]))}


MISTAKE = Mistake(
    "This is the value of the function itself there.",
    "Is it asked how large the function is, or how fast it changes?",
    answers=_value,
    rank=7,
)
