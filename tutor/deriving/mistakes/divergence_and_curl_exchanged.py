"""The curl where the divergence was asked, or the other way round."""

from collections.abc import Iterator, Mapping

from sympy import Add

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _exchanged(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.kind not in ("divergence", "curl"):
        return
    field, v = tuple(map(tree.plain, problem.given["field"])), problem.variables
    point = dict(problem.given.get("point") or {})
    if problem.kind == "curl":
        yield {"expression": Add(*(c.diff(x) for c, x in zip(field, v, strict=False))).subs(point)}
    elif len(field) == 2:
        yield {"expression": (field[1].diff(v[0]) - field[0].diff(v[1])).subs(point)}
    elif len(field) == 3:
        (p, q, r), (x, y, z) = field, v
        yield {"vector": Vector(*(c.subs(point) for c in (r.diff(y) - q.diff(z), p.diff(z) - r.diff(x), q.diff(x) - p.diff(y))))}


MISTAKE = Mistake(
    "Divergence and curl were exchanged.",
    "Does the question ask how much flows out, or how much turns?",
    answers=_exchanged,
    rank=3,
)
