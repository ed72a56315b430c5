"""The points of a walk as a working has them: each row of the table is the step behind the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from sympy import Basic, Expr, Symbol

from tutor.checking.working.worked import entries
from tutor.deriving.slips import slips
from tutor.desk.worked.reckoned import as_tree, same
from tutor.errors import TutorError
from tutor.maths.iteration.told import bundle, kept_rows, letter, point_name
from tutor.model import Derivation, Problem
from tutor.reading.build import build, real
from tutor.reading.syntax import Node
from tutor.trees import tree
from tutor.trees.heads import Name, Vector

_NUMBERED = re.compile(r"([A-Za-z]+)(\d+)")


def points(derivation: Derivation) -> tuple[Basic, ...]:
    """The points, the start first; none where there is no walk."""
    answer = derivation.answer
    return tuple(bundle(_listed(p)) for p in answer.fields.get("iterates", ())) if answer is not None else ()


def _listed(point: Sequence[Expr] | Mapping[Symbol, Expr]) -> tuple[Expr, ...]:
    """The coordinates of a point, those of parameters by their names too."""
    return tuple(point.values()) if isinstance(point, Mapping) else tuple(point)


def table(derivation: Derivation) -> int | None:
    """The number of the stage that has the table of a walk of more than one step; None where there is none."""
    made = (k for k, s in enumerate(derivation.steps) if s.rule.endswith(".walk"))
    return next(made, None) if len(points(derivation)) > 2 else None


def between(derivation: Derivation) -> Iterator[tuple[int, Name, Basic]]:
    """The start, and the points with a row of their own that are neither the first step nor the last: the stage, their names and values."""
    number, walked = table(derivation), points(derivation)
    if walked:
        yield -1, point_name(derivation.problem, 0), walked[0]
    if number is not None:
        for k in kept_rows(len(walked))[2:-1]:
            yield number, point_name(derivation.problem, k), walked[k]


def called(problem: Problem, k: int) -> str:
    """The name of a point as a working has it."""
    return f"{letter(problem)}{k}"


def parts(point: Basic) -> tuple[Basic, ...]:
    """The coordinates of a point."""
    return tuple(point.args) if isinstance(point, Vector) else (point,)


def mistake(derivation: Derivation, name: str, value: Node) -> str | None:
    """The mistake that makes a point, or a coordinate of one, where the walk ends there; None where none does."""
    k, place = _number(name, points(derivation)), _coordinate(name, derivation.problem)
    if k is None:
        return None
    for slip in chain.from_iterable(map(slips, _ended_at(derivation, k))):
        last = _listed(tuple(slip.fields.get("iterates", ((),)))[-1])
        made = as_tree(bundle(last if place is None else last[place : place + 1]))
        if made is not None and same(made, value):
            return slip.mistake
    return None


def _ended_at(derivation: Derivation, k: int) -> Iterator[Derivation]:
    """The walk that ends at a point; and the one step to it, where that needs no more than the point before."""
    from tutor.desk.solution import solve

    problem, right = derivation.problem, points(derivation)
    try:
        yield derivation if k == len(right) - 1 else solve(replace(problem, given={**problem.given, "steps": k})).derivation
        if k > 1:
            there = dict(zip(problem.variables, parts(right[k - 1]), strict=True))
            step = solve(replace(problem, given={**problem.given, "start": there, "steps": 1})).derivation
            yield from (step,) if points(step)[-1] == right[k] else ()
    except TutorError:
        return


def _number(name: str, right: tuple[Basic, ...]) -> int | None:
    """The number of a point behind the start, of a name that has it."""
    found = _NUMBERED.fullmatch(name)
    return int(found[2]) if found is not None and 0 < int(found[2]) < len(right) else None


def _coordinate(name: str, problem: Problem) -> int | None:
    """Which coordinate a name has, x_1; None for that of a point."""
    order = [v.name for v in problem.variables]
    found = _NUMBERED.fullmatch(name)
    return order.index(found[1]) if found is not None and found[1] in order else None


def onward(derivation: Derivation, name: str, value: Node, stood: dict[int, Basic]) -> dict[int, Basic] | None:
    """The points of the walk that goes on from where the student stands, by their numbers; None where it would need more than the point.

    `name` is that of a point, or of a coordinate of one, with its value; `stood` are the points where the student has been.
    """
    from tutor.desk.solution import solve

    problem, right = derivation.problem, points(derivation)
    k = _number(name, right)
    if k is None:
        return None
    steps = len(right) - 1 - k
    given = [tree.evaluated(build(n, real)) for n in entries(value) or (value,)]
    here = list(parts(stood.get(k, right[k])))
    place = _coordinate(name, problem)
    if place is not None and len(given) == 1:
        here[place] = given[0]
    elif len(given) == len(here):
        here = given
    else:
        return None
    stood[k] = bundle(here)
    if not steps:
        return {k: stood[k]}

    def walk(start: Basic) -> tuple[Basic, ...]:
        there = dict(zip(problem.variables, parts(start), strict=True))
        made = solve(replace(problem, given={**problem.given, "start": there, "steps": steps}))
        return points(made.derivation)

    try:
        if walk(right[k])[-1] != right[-1]:  # it carries more along than the point
            return None
        return dict(enumerate(walk(stood[k]), k))
    except (TutorError, TypeError, ValueError, IndexError):
        return None
