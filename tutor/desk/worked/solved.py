"""A problem with its verified solution and its question: what a working or a hint is held against."""

from __future__ import annotations

from tutor.checking.question import Question
from tutor.desk.asked import asked, asked_of
from tutor.desk.diagnosis import WrongAnswers
from tutor.desk.version import FIRST, Version
from tutor.errors import Unsupported
from tutor.model import Derivation, Problem
from tutor.reading.sets import Record


def solved(record: Record, time_limit: float | None = None, version: Version = FIRST) -> tuple[Derivation, Question]:
    """The solution of a record. Errors: `Invalid` where it cannot be read, `Unsupported` or `OutOfTime` where it is not solved."""
    return with_solution(asked(record, time_limit, version))


def solved_problem(problem: Problem, time_limit: float | None = None, version: Version = FIRST) -> tuple[Derivation, Question]:
    """The same of a problem that was read."""
    return with_solution(asked_of(problem, time_limit, version))


def with_solution(question: Question) -> tuple[Derivation, Question]:
    """The derivation beside its question. Errors: `Unsupported` for a question with its author's answer, which the tutor does not solve."""
    if not isinstance(question.wrong, WrongAnswers):
        raise Unsupported("lines are judged where the tutor solves the problem itself, and this one has only its author's answer")
    return question.wrong.derivation, question
