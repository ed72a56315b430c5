"""What a problem asks of an answer: the author's own, or what the tutor finds by solving it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from tutor.checking.question import Question
from tutor.checking.short_answer import question
from tutor.checking.strangers import named_in
from tutor.desk.told_wrong import told_wrong
from tutor.desk.version import FIRST, Version
from tutor.errors import OutOfTime, Unsupported
from tutor.reading.sets import SHORT_ANSWER, Record

if TYPE_CHECKING:
    from tutor.model import Problem


def asked(record: Record, time_limit: float | None = None, version: Version = FIRST) -> Question:
    """The question of a record. SymPy is needed only where a problem has to be solved first.

    Errors: `Invalid` where it cannot be read; `Unsupported` or `OutOfTime` where there is no verified solution to compare with.
    """
    if record.error is not None:
        raise record.error
    if record.kind == SHORT_ANSWER:
        own = question(record)
        return replace(own, wrong=told_wrong(record, own))
    from tutor.desk.diagnosis import with_told
    from tutor.reading.problem import read_problem

    parameters = record.fields.get("parameters")
    letters = named_in(record.fields.get("statement")) - (set(parameters) if isinstance(parameters, Mapping) else set())
    found = asked_of(read_problem(record), time_limit, version)
    told = {} if parameters else told_wrong(record, found)  # with other numbers they are other answers
    return replace(found, letters=letters, wrong=with_told(found.wrong, told))


def asked_of(problem: Problem, time_limit: float | None = None, version: Version = FIRST) -> Question:
    """The question of a problem that is solved first; one with parameters has the values of a version, and says which."""
    from tutor.desk.diagnosis import WrongAnswers
    from tutor.desk.expected import question_of
    from tutor.desk.solution import solve

    if problem.kind == SHORT_ANSWER:
        return asked(problem.extra["record"])
    found = solve(problem, time_limit=time_limit, version=version)
    if found.status != "solved":
        message = found.derivation.message or found.status
        raise OutOfTime(message) if found.status == "timeout" else Unsupported(message)
    if not found.verified:
        raise Unsupported("the tutor's own solution has a step that could not be verified, so no answer is compared with it")
    question = question_of(found.derivation)
    return replace(question, wrong=WrongAnswers(found.derivation, question, {}))
