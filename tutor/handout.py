"""Handouts: each problem of a set as a numbered question with room to work in, as its answer with marks, or as a worked solution.

Nothing of a solution goes into a page of questions, not even the reason why a problem could not be made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tutor.document import AnswerBox, Document, Note, Paragraph, Text, WorkSpace
from tutor.engine import Budget, derive
from tutor.errors import TutorError
from tutor.model import Derivation, Problem
from tutor.narrate import narrate, statement
from tutor.output.base import load
from tutor.reading.problem import read_problem
from tutor.reading.sets import ProblemSet, Record
from tutor.rule import topic
from tutor.sheet import Sheet, Show, marks_of, marks_said, sheets, space_of
from tutor.variants import has_parameters, versions

BARE = "Problem"  # the title where the format counts
# These formats put the number before the title by themselves; elsewhere it is in the title.
COUNTING = ("html", "latex", "pdf", "typst")


@dataclass(frozen=True, slots=True)
class Worked:
    """A problem as one version has it, with its solution where one is to be shown or was needed to choose the values."""

    problem: Problem
    derivation: Derivation | None


@dataclass(frozen=True, slots=True)
class Job:
    """One problem for a worker: its number on each version's sheet, and what to print in which formats."""

    entry: Record
    numbers: tuple[int, ...]
    prints: tuple[tuple[Show, str], ...]
    seed: int
    time_limit: float | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of it: `fragments[print][version]`, what to tell the teacher, and whether nothing is missing."""

    fragments: tuple[tuple[str, ...], ...]
    messages: tuple[str, ...] = ()
    excerpt: str | None = None
    complete: bool = True


def handout(
    found: ProblemSet, show: Show = "questions", *, count: int = 1, seed: int = 0, shuffle: bool = False, time_limit: float | None = None
) -> list[tuple[Sheet, tuple[Document, ...]]]:
    """For each version its sheet and its pages in order, all in this process. Errors: those of the first broken problem."""
    listed = sheets(found, count, seed, shuffle)
    made = [worked(entry, count, seed, time_limit, show != "questions") for entry in found.records]
    return [
        (sheet, tuple(page(found.records[k], made[k][version], label_of(sheet.number(k)), show) for k in sheet.order))
        for version, sheet in enumerate(listed)
    ]


def worked(entry: Record, count: int, seed: int, time_limit: float | None, solved: bool) -> tuple[Worked, ...]:
    """The versions of a problem; `solved` asks for solutions. Errors: as reading and drawing have them."""
    problem = read_problem(entry)
    if has_parameters(problem):
        return tuple(Worked(v.problem, v.derivation) for v in versions(problem, count, seed, time_limit))
    derivation = derive(problem, topic(problem.kind), Budget(time_limit)) if solved else None
    return (Worked(problem, derivation),) * count


def page(entry: Record, found: Worked, label: str, show: Show) -> Document:
    """One problem on one version's sheet. The kind's name stands over solutions only: elsewhere it would say what to do."""
    problem, derivation = found.problem, found.derivation
    marks = marks_said(marks_of(entry))
    if show == "questions":
        return Document(problem.id, problem.kind, label or BARE, statement(problem), (WorkSpace(space_of(entry)),), marks=marks)
    assert derivation is not None
    if show == "solutions":
        told = narrate(derivation)
        return replace(told, title=f"{label}: {told.title}" if label else told.title, marks=marks)
    told = narrate(derivation, "brief")
    kept = tuple(b for b in told.body if isinstance(b, AnswerBox) or _stops(b))
    return replace(told, title=label or BARE, statement=(), body=kept, marks=marks)


def prepare(job: Job) -> Prepared:
    """One problem read, drawn, solved and printed; what goes wrong is told, and leaves a line on the page."""
    try:
        found = worked(job.entry, len(job.numbers), job.seed, job.time_limit, any(show != "questions" for show, _ in job.prints))
        pages = [
            [page(job.entry, w, label_of(n, form), show) for w, n in zip(found, job.numbers, strict=True)] for show, form in job.prints
        ]
    except TutorError as wrong:
        error = wrong.at(job.entry.place())
        return unprepared(job, str(error), error.place.excerpt())
    printed = tuple(tuple(map(load(form).fragment, listed)) for (_, form), listed in zip(job.prints, pages, strict=True))
    where = job.entry.place().describe()
    return Prepared(printed, tuple(f"{where}: {said}" for said in _doubts(found)), complete=all(map(_solved, found)))


def unprepared(job: Job, message: str, excerpt: str | None = None) -> Prepared:
    """A problem that could not be made."""
    note = (Note("unsupported", "Not ready", (Paragraph((Text("This problem could not be prepared."),)),)),)
    printed = tuple(
        tuple(load(form).fragment(Document(job.entry.id, job.entry.kind, label_of(n, form) or BARE, (), note)) for n in job.numbers)
        for _, form in job.prints
    )
    return Prepared(printed, (message,), excerpt, complete=False)


def label_of(number: int, form: str = "text") -> str:
    """`Problem 3`; empty where the format puts the number before the title."""
    return "" if form in COUNTING else f"{BARE} {number}"


def _stops(block: object) -> bool:
    return isinstance(block, Note) and block.role == "unsupported"


def _solved(found: Worked) -> bool:
    return found.derivation is None or found.derivation.status == "solved"


def _doubts(found: Sequence[Worked]) -> list[str]:
    """What the teacher should know of a problem that is printed all the same."""
    out = []
    first = found[0]
    if not _solved(first) and first.derivation is not None:
        out.append(first.derivation.message or first.derivation.status)
    elif first.derivation is not None and not first.derivation.verified:
        out.append("a step could not be verified; it is marked")
    values = [w.problem.extra.get("values") for w in found]
    different = next((k for k, v in enumerate(values) if v in values[:k]), len(values))
    if first.problem.extra.get("values") and different < len(values):
        out.append(f"has only {different} good variants for {len(values)} versions, which share them")
    return out
