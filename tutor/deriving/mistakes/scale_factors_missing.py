"""A Laplacian in other coordinates by the formula of the cartesian ones."""

from collections.abc import Iterator, Mapping

from sympy import Add

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _plain(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.kind == "laplacian" and problem.given.get("coordinates", "cartesian") != "cartesian" and "function" in problem.given:
        f = tree.plain(problem.given["function"])
        yield {"expression": Add(*(f.diff(v, 2) for v in problem.variables))}


MISTAKE = Mistake(
    "In these coordinates the Laplacian is not the plain sum of the second derivatives.",
    "How far does a point move when only its angle changes a little?",
    answers=_plain,
)
