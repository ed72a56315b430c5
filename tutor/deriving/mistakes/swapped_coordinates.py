"""Evaluated with the coordinates exchanged."""

from collections.abc import Iterator, Mapping
from typing import Any

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import asked
from tutor.errors import Unsupported
from tutor.maths.iteration.fitting import fit
from tutor.model import Derivation, Step
from tutor.trees.heads import At


def _swapped(derivation: Derivation, stage: Step) -> Iterator[Basic]:
    if isinstance(stage.before, At):
        expr, names, values = stage.before.args
        if len(set(values.args)) > 1:
            yield At(expr, names.args, tuple(reversed(values.args)))


def _answers(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    problem = derivation.problem
    fields = {} if derivation.answer is None else derivation.answer.fields
    if fields.get("iterates") and not isinstance(fields["iterates"][-1], Mapping):
        yield {"iterates": (tuple(reversed(fields["iterates"][-1])),)}
    right = asked(derivation)
    if right:
        yield {word: side and {**side, "at": [_reversed(at) for at in side["at"]]} for word, side in right.items()}
    if "points" in fields:
        yield {**fields, "points": tuple({**p, "at": _reversed(p["at"])} for p in fields["points"])}
    if problem.kind == "least_squares" and len(problem.extra["inputs"]) == 1:
        given = problem.given
        try:
            found = fit(given["model"], problem.variables, problem.extra["inputs"], [tuple(reversed(row)) for row in given["points"]])
            yield {"parameters": dict(zip(found.parameters, found.solution(), strict=True))}
        except Unsupported:  # data that say nothing this way round
            return


def _reversed(at: Mapping[Any, Any]) -> Mapping[Any, Any]:
    return dict(zip(at, reversed(tuple(at.values())), strict=True))


MISTAKE = Mistake(
    "The coordinates of the point were put in in the wrong order.",
    "Which coordinate of the point is which variable?",
    stages={"*": _swapped},
    answers=_answers,
    rank=4,
)
