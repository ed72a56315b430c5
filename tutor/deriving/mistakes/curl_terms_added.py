"""A plus where the curl has a minus."""

from collections.abc import Iterator, Mapping

from tutor.deriving.integrands import over_inside
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _added(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.kind == "green":
        (p, q), (x, y) = map(tree.plain, problem.given["field"]), problem.variables
        yield from over_inside(derivation, q.diff(x) + p.diff(y))
    if problem.kind != "curl":
        return
    field, v = tuple(map(tree.plain, problem.given["field"])), problem.variables
    point = problem.given.get("point") or {}
    if len(field) == 2:
        yield {"expression": (field[1].diff(v[0]) + field[0].diff(v[1])).subs(dict(point))}
    elif len(field) == 3:
        p, q, r = field
        x, y, z = v
        yield {"vector": Vector(*(c.subs(dict(point)) for c in (r.diff(y) + q.diff(z), p.diff(z) + r.diff(x), q.diff(x) + p.diff(y))))}


MISTAKE = Mistake(
    "A curl, and what Green's theorem integrates, is a difference of two derivatives; here they were added.",
    "What is the curl of a field that is a gradient?",
    answers=_added,
    rank=5,
)
