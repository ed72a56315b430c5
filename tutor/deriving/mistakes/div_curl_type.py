"""The terms of a divergence left as a vector, or the components of a curl added."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _other_type(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem, fields = derivation.problem, fields_of(derivation)
    point = problem.given.get("point") or {}
    if problem.kind == "divergence":
        parts = zip(map(tree.plain, problem.given["field"]), problem.variables, strict=False)
        yield {"vector": Vector(*(c.diff(v).subs(dict(point)) for c, v in parts))}
    elif problem.kind == "curl" and isinstance(fields.get("vector"), Vector):
        yield {"expression": tree.total(*fields["vector"].args)}
    elif problem.kind == "laplacian" and "function" in problem.given and problem.given.get("coordinates", "cartesian") == "cartesian":
        f = tree.plain(problem.given["function"])
        yield {"vector": Vector(*(f.diff(v, 2) for v in problem.variables))}


MISTAKE = Mistake(
    "A divergence and a Laplacian are numbers at each point, and a curl in space is a vector.",
    "Is a number or a vector asked at each point?",
    answers=_other_type,
)
