"""A line fitted without its constant."""

from collections.abc import Iterator, Mapping

from sympy import S

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.errors import Unsupported
from tutor.maths.iteration.fitting import fit
from tutor.model import Derivation
from tutor.trees import tree


def _without(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.kind != "least_squares":
        return
    inputs = set(problem.origin.inputs)
    for p in fields_of(derivation).get("parameters", {}):
        if not tree.plain(problem.given["model"]).diff(p).free_symbols & inputs and len(problem.variables) > 1:
            rest = tuple(v for v in problem.variables if v != p)
            try:
                found = fit(tree.substitute(problem.given["model"], {p: S.Zero}), rest, problem.origin.inputs, problem.given["points"])
                yield {"parameters": {p: S.Zero, **dict(zip(found.parameters, found.solution(), strict=True))}}
            except Unsupported:  # without it the model says nothing of these data
                return


MISTAKE = Mistake(
    "The constant of the model was taken for 0.",
    "Does the best line have to go through the origin?",
    answers=_without,
)
