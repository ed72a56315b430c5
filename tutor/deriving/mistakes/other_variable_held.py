"""A derivative of what several equations define, with another variable held constant than was said."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from sympy import Matrix, cancel

from tutor.deriving.implicitly import one_side
from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _others(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem, given = derivation.problem, derivation.problem.given
    if problem.kind != "implicit_system" or not given.get("held"):
        return
    equations, asked, x = Matrix([tree.plain(one_side(e)) for e in given["equations"]]), given["dependents"], given["with_respect_to"]
    choices = [v for v in problem.variables if v != x and v not in asked]
    for held in combinations(choices, len(given["held"])):
        moving = [*asked, *(v for v in choices if v not in held)]
        rows = equations.jacobian(moving)
        if set(held) != set(given["held"]) and rows.is_square and cancel(rows.det()) != 0:
            rates = -rows.adjugate() * equations.diff(x) / rows.det()
            found = {y.name: cancel(r).subs(given.get("point") or {}) for y, r in zip(moving, rates, strict=True)}
            yield {**fields_of(derivation), "expressions": {y.name: found[y.name] for y in asked}}


MISTAKE = Mistake(
    "Another variable was held constant than the one that was said.",
    "Which variables may move when x does, and which may not?",
    answers=_others,
)
