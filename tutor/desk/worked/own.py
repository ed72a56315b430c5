"""The answer that would be right with a student's own values: what the plan comes to with them, or what their own equations leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from tutor.checking.question import Question
from tutor.checking.values import NoValue, precision, value
from tutor.checking.verdict import Verdict
from tutor.checking.working.worked import entries, letters_in, put, vector
from tutor.checking.working.world import World
from tutor.deriving.slips import BROKEN
from tutor.desk.expected import reading_of
from tutor.desk.worked.reckoned import as_tree
from tutor.errors import TutorError
from tutor.model import Derivation, Problem
from tutor.reading.answers import Extrema, Extremum, Parameters
from tutor.reading.syntax import Node

BITS = 100
_FITTING = frozenset(["correct", "wrong_form"])


def is_right(said: Verdict) -> bool:
    """Whether an answer is right, or right as far as it goes."""
    parts = {p.verdict for p in said.parts}
    return said.verdict in _FITTING or (parts <= {*_FITTING, "missing"} and bool(parts & _FITTING))


def own_answers(derivation: Derivation, question: Question, fields: Mapping[str, Any]) -> Iterator[Question]:
    """The question with the answer that a plan came to; none where it came to another sort, or to none."""
    try:
        shape, expected = reading_of(derivation.problem.kind, fields)
    except (TutorError, *BROKEN):
        return
    if shape == question.shape and expected != question.expected:
        yield replace(question, expected=expected)


def of_solutions(problem: Problem, question: Question, solutions: Iterable[Mapping[str, Node]]) -> Iterator[Question]:
    """The question for extrema with those that a function has at the solutions of the student's own system; that for parameters
    with the only solution."""
    if isinstance(question.expected, Parameters):
        (at, *more) = solutions
        yield from () if more else _fitted(problem, question, question.expected, at)
        return
    function = as_tree(problem.given.get("objective", problem.given.get("function")))
    if function is not None:
        points = {tuple(at[n] for n in question.names): put(function, at) for at in solutions if set(question.names) <= at.keys()}
        yield from _of_values(question, points)


def of_places(problem: Problem, question: Question, world: World, said: Iterable[tuple[tuple[Node, ...], Node]]) -> Iterator[Question]:
    """The question for extrema with the student's own values of the function among those that are compared."""
    known = {k.at: k.value for k in world.known if k.name == problem.letter and k.at and not letters_in(k.value, *k.at)}
    own = {at: value for at, value in said if at in known and world.same(known[at], value).outcome == "different"}
    if own:
        yield from _of_values(question, {**known, **own})


def _of_values(question: Question, values: Mapping[tuple[Node, ...], Node]) -> Iterator[Question]:
    right = question.expected
    found = [(size, there, at) for at, there in values.items() if (size := _size(there, question)) is not None]
    if isinstance(right, Extrema) and found and len(found) == len(values):
        yield replace(question, expected=Extrema(_side(right.max, found, max), _side(right.min, found, min)))


def _side(right: object, found: list[tuple[float, Node, tuple[Node, ...]]], pick: Any) -> Extremum | Literal["none"] | None:
    """The best of the values with its points; as the right answer has it where that has none."""
    if not isinstance(right, Extremum):
        return "none" if right == "none" else None
    size, there, _ = pick(found, key=lambda f: f[0])
    return Extremum(there, tuple(at for s, _, at in found if abs(s - size) <= 1e-9 * max(1.0, abs(size))))


def _size(node: Node, question: Question) -> float | None:
    with precision(BITS):
        try:
            return float(value(node, {}, question.domain))
        except (NoValue, TypeError, ValueError):
            return None


def of_names(problem: Problem, question: Question, world: World, said: Mapping[str, Node]) -> Iterator[Question]:
    """The question with what names were said to be in the place of parts of the answer: m and b of a line, x̄ and ȳ of a point."""
    right = question.expected
    numbers = {name: v for name, v in said.items() if not letters_in(v) and entries(v) is None}
    if isinstance(right, Parameters):
        yield from _fitted(problem, question, right, numbers)
        return
    parts = entries(right) if isinstance(right, Node) else None
    if parts is None or len(parts) != len(world.order):
        return
    made = tuple(_said(x, part, numbers, world) for x, part in zip(world.order, parts, strict=True))
    if made != parts:
        yield replace(question, expected=vector(made))


def _fitted(problem: Problem, question: Question, right: Parameters, numbers: Mapping[str, Node]) -> Iterator[Question]:
    """The question with other values of parameters, where some are others."""
    items = tuple((name, numbers.get(name, v)) for name, v in right.items)
    if items != right.items:
        model = as_tree(problem.given.get("model"))
        fitted = None if question.fitted is None or model is None else put(model, dict(items))
        yield replace(question, expected=Parameters(items), fitted=fitted)


def _said(x: str, part: Node, numbers: Mapping[str, Node], world: World) -> Node:
    """What a name of this coordinate, whose right value the part is, was said to be; else the part."""
    names = (k.name for k in world.known if k.name in numbers and k.name.startswith(x) and k.value == part)
    return next((numbers[name] for name in names), part)
