"""The curl where the divergence was asked, or the other way round."""

from collections.abc import Iterator, Mapping

from sympy import Add

from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import expanded
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _exchanged(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.kind not in ("divergence", "curl"):
        return
    field, v = tuple(map(tree.plain, problem.given["field"])), problem.variables
    point = dict(problem.given.get("point") or {})
    if problem.kind == "divergence" and len(field) == 3:
        (p, q, r), (x, y, z) = field, v
        yield {"vector": Vector(*(c.subs(point) for c in (r.diff(y) - q.diff(z), p.diff(z) - r.diff(x), q.diff(x) - p.diff(y))))}
        return
    divergence = Add(*(c.diff(x) for c, x in zip(field, v, strict=False)))
    found = divergence if problem.kind == "curl" else field[1].diff(v[0]) - field[0].diff(v[1])
    if expanded(found) != 0:  # a 0 says nothing of where it comes from
        yield {"expression": found.subs(point)}


MISTAKE = Mistake(
    "Divergence and curl were exchanged.",
    "Does the question ask how much flows out, or how much turns?",
    answers=_exchanged,
    rank=3,
)
