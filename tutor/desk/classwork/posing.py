"""The problems of a set as a class was asked them: each solved once, or once a sheet where sheets have values of their own."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from tutor.checking.question import Question
from tutor.desk.asked import asked, solved
from tutor.desk.classwork.row import asked_on
from tutor.desk.version import FIRST, Version
from tutor.edges.job import Lost
from tutor.edges.worker import run
from tutor.errors import TutorError
from tutor.reading.sets import SHORT_ANSWER, ProblemSet, Record

if TYPE_CHECKING:
    from tutor.page.document import Block

SOLVE_SECONDS = 60.0  # for each problem that has to be solved before answers to it can be judged
QUICK = 4  # further sheets in the time of one that is slow
TOGETHER = 20  # sheets whose values are found in one go


@dataclass(frozen=True, slots=True)
class PosedProblem:
    """A problem on one sheet: its question, or why answers to it cannot be judged; and what is asked, with its formulas laid out.

    The statement is empty where nobody asked for it; `shared` is what stands above all parts, and `general` is all of it with its
    parameters as letters. Nothing in it needs SymPy, so it travels between processes.
    """

    question: Question | str
    statement: tuple[Block, ...] = ()
    shared: tuple[Block, ...] = ()
    general: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    record: Record
    versions: tuple[Version, ...]
    named: tuple[str, ...]
    answered: bool


def posed(
    found: ProblemSet, processes: int, wanted: Mapping[str, Sequence[Version]], answered: Container[str], *, stated: bool = False
) -> dict[str, PosedProblem]:
    """Each problem by what its answers are to, on the sheets that are wanted of it; `stated` asks for the statements.

    The mistakes of a problem that nobody `answered` are not looked for.
    """
    out: dict[str, PosedProblem] = {}
    jobs: list[_Job] = []
    for record in found.records:
        if record.id in wanted:
            together = _together(wanted[record.id])
            made = [_Job(record, s, tuple(asked_on(record.id, each) for each in s), record.id in answered) for s in together]
        else:
            made = [_Job(record, (FIRST,), (record.id,), record.id in answered)]
        if not stated and (record.kind == SHORT_ANSWER or record.error is not None):
            out |= {name: each for job in made for name, each in zip(job.named, _posed(job, stated=False), strict=True)}
        else:
            jobs += made
            out |= dict.fromkeys((name for job in made for name in job.named), PosedProblem(""))  # in the order of the set
    most = max((len(job.versions) for job in jobs), default=1)
    for number, result in run(jobs, partial(_posed, stated=stated), processes, SOLVE_SECONDS * (1 + (most - 1) / QUICK)):
        named = jobs[number].named
        each = [PosedProblem(result.message)] * len(named) if isinstance(result, Lost) else result
        out |= dict(zip(named, each, strict=True))
    return out


def _together(sheets: Sequence[Version]) -> list[tuple[Version, ...]]:
    return [tuple(sheets[k : k + TOGETHER]) for k in range(0, len(sheets), TOGETHER)]


def _posed(job: _Job, *, stated: bool) -> list[PosedProblem]:
    record = job.record
    try:
        if record.kind == SHORT_ANSWER or record.error is not None:
            return [PosedProblem(asked(record), *_own_statement(record) if stated else ())]
        general = _in_letters(record) if stated and record.fields.get("parameters") else ()
        found = solved(record, job.versions, SOLVE_SECONDS)
        asked_for = found if job.answered else [(replace(q, wrong={}, misshapen={}), p) for q, p in found]
        return [PosedProblem(q, *_statement(p) if stated else ((), ()), general) for q, p in asked_for]
    except TutorError as error:
        return [PosedProblem(f"This problem cannot be checked: {error.message}")] * len(job.versions)


def _own_statement(record: Record) -> tuple[tuple[Block, ...], ...]:
    from tutor.desk.authored import read

    try:
        return _statement(read(record))
    except TutorError:  # answers can be judged all the same
        return ()


def _in_letters(record: Record) -> tuple[Block, ...]:
    """What is asked before any values are drawn."""
    from tutor.desk.parameters import symbol
    from tutor.desk.variants import with_values
    from tutor.reading.problem import read_problem

    problem = read_problem(record)
    letters = {s: s for s in (symbol(problem, name) for name in problem.origin.parameters)}
    own, above = _statement(with_values(problem, letters))
    return (*above, *own)


def _statement(problem: Any) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What is asked, and what stands above all parts."""
    from tutor.telling.narrate import asked as asked_in_words
    from tutor.telling.narrate import shared

    own, above = laid_out(asked_in_words(problem)), laid_out(shared(problem))
    return own, above


def laid_out(value: Any) -> Any:
    """A block with its formulas laid out: a formula that is not evaluated does not survive the way to another process."""
    from tutor.page.document import Display, Math
    from tutor.printing.notation.compose import compose

    match value:
        case Math(formula):
            return Math(compose(formula))
        case Display(terms):
            return replace(value, terms=tuple(map(compose, terms)))
        case tuple():
            return tuple(map(laid_out, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: laid_out(getattr(value, f.name)) for f in fields(value)})
    return value
