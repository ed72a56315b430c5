"""What a problem asks of an answer: the author's own, or what the tutor finds by solving it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tutor.checking.question import Question
from tutor.checking.short_answer import question
from tutor.checking.strangers import named_in
from tutor.desk.told_wrong import told_wrong
from tutor.desk.version import FIRST, Version
from tutor.errors import OutOfTime, Unsupported
from tutor.reading.sets import SHORT_ANSWER, Record

if TYPE_CHECKING:
    from tutor.model import Derivation, Problem


def asked(record: Record, time_limit: float | None = None, version: Version = FIRST) -> Question:
    """The question of a record. SymPy is needed only where a problem has to be solved first.

    Errors: `Invalid` where it cannot be read; `Unsupported` or `OutOfTime` where there is no verified solution to compare with.
    """
    if record.error is not None:
        raise record.error
    if record.kind == SHORT_ANSWER:
        own = question(record)
        told = told_wrong(record, own)
        return replace(own, wrong=told.wrong, misshapen=told.misshapen)
    ((found, _),) = solved(record, (version,), time_limit)
    return found


def solved(record: Record, wanted: Sequence[Version], time_limit: float | None = None) -> tuple[tuple[Question, Problem], ...]:
    """The questions of a problem that is solved first, on several sheets, each with the problem as it stands there. Errors: as `asked`."""
    from tutor.desk.diagnosis import with_told
    from tutor.desk.variants import all_drawn, has_parameters
    from tutor.reading.problem import read_problem

    if record.error is not None:
        raise record.error
    parameters = record.fields.get("parameters")
    letters = named_in(record.fields.get("statement")) - (set(parameters) if isinstance(parameters, Mapping) else set())
    problem = read_problem(record)
    derivations = all_drawn(problem, wanted, time_limit) if has_parameters(problem) else (_derived(problem, time_limit),) * len(wanted)
    made: dict[tuple[Any, ...], Question] = {}
    out = []
    for derivation in derivations:
        values = tuple(derivation.problem.origin.values.items())
        if values not in made:
            found = _compared(derivation)
            if not parameters:  # with other numbers they are other answers
                found = with_told(found, told_wrong(record, found))
            made[values] = replace(found, letters=letters)
        out.append((replace(made[values], drawn=_drawn(derivation)), derivation.problem))
    return tuple(out)


def _drawn(derivation: Derivation) -> str:
    """With which values a problem is asked, and on which sheet."""
    return next((n.message for n in derivation.problem.notices if n.field == "parameters"), "")


def asked_of(problem: Problem, time_limit: float | None = None, version: Version = FIRST) -> Question:
    """The question of a problem that is solved first; one with parameters has the values of a version, and says which."""
    if problem.kind == SHORT_ANSWER:
        assert problem.origin.record is not None
        return asked(problem.origin.record)
    return _compared(_derived(problem, time_limit, version))


def _derived(problem: Problem, time_limit: float | None, version: Version = FIRST) -> Derivation:
    from tutor.desk.solution import solve

    return solve(problem, time_limit=time_limit, version=version).derivation


def _compared(derivation: Derivation) -> Question:
    """The question that a solution answers. Errors: as `asked`."""
    from tutor.desk.diagnosis import Misshapen, WrongAnswers
    from tutor.desk.expected import question_of

    if derivation.status != "solved":
        message = derivation.message or derivation.status
        raise OutOfTime(message) if derivation.status == "timeout" else Unsupported(message)
    if not derivation.verified:
        raise Unsupported("the tutor's own solution has a step that could not be verified, so no answer is compared with it")
    question = question_of(derivation)
    return replace(question, wrong=WrongAnswers(derivation, question, {}), misshapen=Misshapen(derivation, question, {}))
