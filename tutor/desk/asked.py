"""What a problem asks of an answer: the author's own, or what the tutor finds by solving it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tutor.checking.question import Question
from tutor.checking.short_answer import question
from tutor.checking.strangers import named_in
from tutor.desk.version import FIRST, Version
from tutor.reading.sets import SHORT_ANSWER, Record


def asked(record: Record, time_limit: float | None = None, version: Version = FIRST) -> Question:
    """The question of a record. SymPy is needed only where a problem has to be solved first.

    Errors: `Invalid` where it cannot be read; `Unsupported` or `OutOfTime` where there is no verified solution to compare with.
    """
    if record.error is not None:
        raise record.error
    if record.kind == SHORT_ANSWER:
        return question(record)
    from tutor.desk.expected import asked_of
    from tutor.reading.problem import read_problem

    parameters = record.fields.get("parameters")
    letters = named_in(record.fields.get("statement")) - (set(parameters) if isinstance(parameters, Mapping) else set())
    return replace(asked_of(read_problem(record), time_limit, version), letters=letters)
