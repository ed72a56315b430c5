"""Handouts: each problem of a set as a numbered question with room to work in, as its answer with marks, or as a worked solution.

Nothing of a solution goes into a page of questions, not even the reason why a problem could not be made: one that cannot be
read is left out, of sheet and key alike, and one that cannot be solved is a question like the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sympy import Expr, Symbol

from tutor.budget import Budget
from tutor.deriving.engine import derive
from tutor.desk.authored import answered, given, own, read, told
from tutor.desk.paged import BARE, Head, label_of, titled, titled_whole, together
from tutor.desk.sheet import Sheet, Show, laid_out, marks_of, marks_said, marks_together, sheets, space_of
from tutor.desk.variants import described, has_parameters, versions
from tutor.desk.version import Version
from tutor.edges.language import language, message, speaking
from tutor.edges.resources import use_templates
from tutor.errors import Place, TutorError
from tutor.model import Derivation, Problem
from tutor.page.document import AnswerBox, Document, Note, Paragraph, Text, WorkSpace
from tutor.printing.output.base import load
from tutor.printing.style import PLAIN, Style
from tutor.printing.templating import WrongTemplate
from tutor.reading.sets import ProblemSet, Record
from tutor.rule import topic
from tutor.telling.narrate import asked, asked_in, shared


@dataclass(frozen=True, slots=True)
class Worked:
    """A problem or a part as one version has it, with its solution where one is shown or was needed to choose the values."""

    problem: Problem
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One problem for a worker, as its parts: its number on each version's sheet, and what to print in which formats."""

    entries: tuple[Record, ...]
    numbers: tuple[int, ...]
    prints: tuple[tuple[Show, str], ...]
    versions: tuple[Version, ...]
    time_limit: float | None
    style: Style = PLAIN
    tight: bool = False
    solve: bool = True  # else the answers say that there are none

    @property
    def place(self) -> Place:
        """Where the problem is."""
        return place_of(self.entries)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of it: `fragments[print][version]`, what to tell the teacher, and whether nothing is missing.

    Without fragments the problem is left out.
    """

    fragments: tuple[tuple[str, ...], ...]
    messages: tuple[str, ...] = ()
    excerpt: str | None = None
    complete: bool = True
    fault: WrongTemplate | None = None  # of an own template: then nothing is printed


def handout(
    found: ProblemSet, show: Show = "questions", *, count: int = 1, seed: int = 0, shuffle: bool = False, time_limit: float | None = None
) -> list[tuple[Sheet, tuple[Document, ...]]]:
    """For each version its sheet and its pages in order, all in this process. Errors: those of the first broken problem."""
    listed = sheets(found, count, seed, shuffle)
    problems = found.problems
    wanted = [sheet.version for sheet in listed]
    made = [worked(entries, wanted, time_limit, show != "questions") for entries in problems]
    return [
        (sheet, tuple(page(problems[k], made[k][version], sheet.number(k), show) for k in sheet.order))
        for version, sheet in enumerate(listed)
    ]


def worked(entries: Sequence[Record], wanted: Sequence[Version], time_limit: float | None, solved: bool) -> tuple[tuple[Worked, ...], ...]:
    """The parts of a problem in each version; `solved` asks for solutions. Errors: as reading and drawing have them."""
    parts = [read(e) for e in entries]
    derived = [p for p in parts if own(p) is None]
    if derived and has_parameters(derived[0]):
        drawn = [iter([Worked(d.problem, d) for d in v.parts]) for v in versions(derived, wanted, time_limit)]
        return tuple(tuple(next(each) if own(p) is None else Worked(p, given(p)) for p in parts) for each in drawn)
    return (tuple(_alone(p, time_limit, solved) for p in parts),) * len(wanted)


def _alone(problem: Problem, time_limit: float | None, solved: bool) -> Worked:
    if own(problem) is not None:
        return Worked(problem, given(problem))
    return Worked(problem, derive(problem, topic(problem.kind), Budget(time_limit)) if solved else None)


def page(entries: Sequence[Record], found: Sequence[Worked], number: int, show: Show, form: str = "text", tight: bool = False) -> Document:
    """One problem on one version's sheet, with its parts where it has any. Its id may say too much.

    A `tight` sheet has no room to work in.
    """
    above = next((blocks for part in found if (blocks := shared(part.problem))), ()) if show != "answers" else ()
    head = Head(titled_whole(entries[0]), marks_said(marks_together(entries)), above)
    return together(entries, [_told(entry, part, show, tight) for entry, part in zip(entries, found, strict=True)], head, number, form)


def _told(entry: Record, found: Worked, show: Show, tight: bool) -> Document:
    """One problem or part alone. The kind's name stands over solutions only: elsewhere it would say what to do."""
    problem, derivation = found.problem, found.derivation
    marks, title = marks_said(marks_of(entry)), titled(entry)
    if show == "questions":
        return Document(problem.id, problem.kind, title, asked(problem), () if tight else (WorkSpace(space_of(entry)),), marks=marks)
    assert derivation is not None
    author = own(problem)
    if show == "solutions":
        made = told(derivation)
        with speaking(made.language):
            return replace(made, title=title or made.title, statement=asked(problem), marks=marks)
    made = told(derivation, "brief")
    kept = (answered(author)[-1],) if author else tuple(b for b in made.body if isinstance(b, AnswerBox) or _stops(b))
    return Document(problem.id, problem.kind, title, (), kept, derivation.verified, marks, language=made.language)


def prepare(job: Job) -> Prepared:
    """One problem read, drawn, solved and printed; what goes wrong is told."""
    use_templates(job.style.folder)
    with speaking(job.style.language):
        return _prepared(job)


def _prepared(job: Job) -> Prepared:
    solved = job.solve and any(show != "questions" for show, _ in job.prints)
    try:
        return _printed(job, solved)
    except WrongTemplate as wrong:
        return Prepared((), fault=wrong)
    except TutorError as wrong:
        error = wrong.at(job.place)
    said = Prepared((), (str(error),), error.place.excerpt(), complete=False)
    if solved:  # the question may be sound, and is asked where it stood
        asked_only = prepare(replace(job, solve=False))
        return replace(said, fragments=asked_only.fragments, fault=asked_only.fault)
    return said


def _in_its_language(fragment: Callable[[Document], str], made: Document) -> str:
    with speaking(made.language):
        return fragment(made)


def _printed(job: Job, solved: bool) -> Prepared:
    found = worked(job.entries, job.versions, job.time_limit, solved)
    missing = not solved and any(part.derivation is None for part in found[0])
    printed = []
    for show, form in job.prints:
        fragment = load(form, laid_out(job.style, show, job.tight)).fragment
        if show == "review" and not missing:
            printed.append(tuple(fragment(d) if d else "" for d in _variants(job, found)))
        elif missing and show != "questions":
            printed.append(tuple(fragment(_not_ready(n, form)) for n in job.numbers))
        else:
            pages = (page(job.entries, w, n, show, form, job.tight) for w, n in zip(found, job.numbers, strict=True))
            printed.append(tuple(_in_its_language(fragment, made) for made in pages))
    complete = all(_solved(part) for version in found for part in version)
    return Prepared(tuple(printed), tuple(_doubts(job, found)), complete=complete)


def _variants(job: Job, found: Sequence[Sequence[Worked]]) -> Iterator[Document | None]:
    """The worked solution of each variant, once, under the sheets that have it; None for those of the others."""
    values = [_values(version) for version in found]
    for k, (worked_out, mine) in enumerate(zip(found, values, strict=True)):
        if mine in values[:k]:
            yield None
            continue
        having = ", ".join(v.letter for v, other in zip(job.versions, values, strict=True) if other == mine)
        title = f"{place_of(job.entries).problem}: {described(mine)} ({having})" if mine else str(place_of(job.entries).problem)
        yield replace(page(job.entries, worked_out, k, "solutions"), id=f"{place_of(job.entries).problem}-{k}", title=title)


def _values(version: Sequence[Worked]) -> Mapping[Symbol, Expr] | None:
    """The values of the parameters of a problem, where it has any."""
    return next((part.problem.origin.values for part in version if own(part.problem) is None), None)


def _not_ready(number: int, form: str) -> Document:
    """In a key: there is no answer to this question."""
    note = Note("unsupported", "Not ready", (Paragraph((Text("This problem could not be prepared."),)),))
    return Document(str(number), "", label_of(number, form) or BARE, (), (note,))


def place_of(entries: Sequence[Record]) -> Place:
    """Where a problem is, whatever its parts."""
    return replace(entries[0].place(), problem=entries[0].whole)


def _stops(block: object) -> bool:
    return isinstance(block, Note) and block.role == "unsupported"


def _solved(found: Worked) -> bool:
    return found.derivation is None or found.derivation.status == "solved"


def _doubts(job: Job, found: Sequence[Sequence[Worked]]) -> Iterator[str]:
    """What the teacher should know of a problem that is printed all the same."""
    for entry, part in zip(job.entries, found[0], strict=True):
        where, derivation = entry.place().describe(), part.derivation
        if asked_in(part.problem) != language():
            yield f"{where}: {message('it is asked in English: its words are not translated yet')}"
        if derivation is not None and not _solved(part):
            yield f"{where}: {derivation.message or derivation.status}"
        elif derivation is not None and not derivation.verified:
            yield f"{where}: a step could not be verified; it is marked"
    values = [_values(version) for version in found]
    different = sum(v not in values[:k] for k, v in enumerate(values))
    if values[0] and job.versions[0].of_student and 2 * different < len(values):
        yield f"{job.place.describe()}: {len(values)} sheets have {different} different variants"
    elif values[0] and not job.versions[0].of_student and different < len(values):
        yield f"{job.place.describe()}: has only {different} good variants for {len(values)} versions, which share them"
