"""M_x - N_y for N_x - M_y."""

from collections.abc import Iterator, Mapping

from tutor.deriving.integrands import over_inside
from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import expanded
from tutor.model import Derivation
from tutor.trees import tree


def _paired(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.kind == "green" or (problem.kind == "curl" and len(problem.given["field"]) == 2):
        p, q = map(tree.plain, problem.given["field"])
        x, y = problem.variables
        for value in (p.diff(x) - q.diff(y), p.diff(x) + q.diff(y)):
            if expanded(value) == 0:  # it says nothing of where it comes from
                continue
            if problem.kind == "green":
                yield from over_inside(derivation, value)
            else:
                yield {"expression": value.subs(dict(problem.given.get("point") or {}))}


MISTAKE = Mistake(
    "Each component is differentiated with respect to the variable of the other one.",
    "Which derivatives does a turning of the field depend on?",
    answers=_paired,
)
