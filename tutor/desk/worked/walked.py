"""The points of a walk as a working has them: each row of the table is the step behind the one before."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Basic

from tutor.maths.iteration.told import bundle, kept_rows, point_name
from tutor.model import Derivation
from tutor.trees.heads import Name


def points(derivation: Derivation) -> tuple[Basic, ...]:
    """The points, the start first; none where there is no walk."""
    answer = derivation.answer
    return tuple(map(bundle, answer.fields.get("iterates", ()))) if answer is not None else ()


def table(derivation: Derivation) -> int | None:
    """The number of the stage that has the table of a walk of more than one step; None where there is none."""
    made = (k for k, s in enumerate(derivation.steps) if s.rule.endswith(".walk"))
    return next(made, None) if len(points(derivation)) > 2 else None


def between(derivation: Derivation) -> Iterator[tuple[int, Name, Basic]]:
    """The points with a row of their own that are neither the first step nor the last: the stage, their names and values."""
    number, walked = table(derivation), points(derivation)
    if number is not None:
        for k in kept_rows(len(walked))[2:-1]:
            yield number, point_name(derivation.problem, k), walked[k]
