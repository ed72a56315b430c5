"""A Laplacian in other coordinates by the formula of the cartesian ones."""

from collections.abc import Iterator, Mapping

from sympy import Add

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _plain(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.given.get("coordinates", "cartesian") == "cartesian":
        return
    if problem.kind == "laplacian" and "function" in problem.given:
        f = tree.plain(problem.given["function"])
        yield {"expression": Add(*(f.diff(v, 2) for v in problem.variables))}
    elif problem.kind == "divergence":
        parts = map(tree.plain, problem.given["field"])
        yield {"expression": Add(*(c.diff(v) for c, v in zip(parts, problem.variables, strict=False)))}
    elif problem.kind == "curl" and len(problem.given["field"]) == 3:
        (p, q, r), (u, v, w) = map(tree.plain, problem.given["field"]), problem.variables
        yield {"vector": Vector(r.diff(v) - q.diff(w), p.diff(w) - r.diff(u), q.diff(u) - p.diff(v))}


MISTAKE = Mistake(
    "In these coordinates the plain derivatives are not enough: lengths along the coordinates have factors of their own.",
    "How far does a point move when only its angle changes a little?",
    answers=_plain,
)
