"""The curl of the field where a field with this curl was asked."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _forward(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.kind == "vector_potential" and isinstance(fields_of(derivation).get("vector"), Vector):
        (p, q, r), (x, y, z) = map(tree.plain, problem.given["field"]), problem.variables
        yield {"vector": Vector(r.diff(y) - q.diff(z), p.diff(z) - r.diff(x), q.diff(x) - p.diff(y))}


MISTAKE = Mistake(
    "This is the curl of the field; a field was asked whose curl this one is.",
    "What should come out when the curl of your answer is taken?",
    answers=_forward,
)
