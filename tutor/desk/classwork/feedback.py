"""What goes back to the students: a page for each, with every question, the answer as it was read and what is to be said of it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from tutor.checking.diagnosis import WRONG
from tutor.checking.question import Question
from tutor.checking.shown import shown
from tutor.desk.classwork import gradebook
from tutor.desk.classwork.marking import Marking
from tutor.desk.classwork.posing import PosedProblem
from tutor.desk.classwork.report import marked, number
from tutor.desk.classwork.summary import OPEN, Judged
from tutor.desk.drawn_limits import drawn_limits
from tutor.desk.paged import Head, titled, titled_whole, together
from tutor.desk.people import Student
from tutor.edges.job import Lost
from tutor.edges.language import message, speech
from tutor.edges.outfile import named_apart, replaced
from tutor.edges.resources import use_templates
from tutor.edges.worker import run
from tutor.errors import Invalid, TutorError
from tutor.page.document import AnswerBox, Block, Display, Document, Inlines, Math, Note, Paragraph, Strong, Text
from tutor.printing.notation.native import native
from tutor.printing.output.base import Lacking, PageMeta, load
from tutor.printing.style import Style
from tutor.reading.sets import Record
from tutor.reading.typeset import typeset

FORMS = (("html", ".html"), ("pdf", ".pdf"))
SECONDS = 120.0  # for the pages of one student
SAID = {
    "correct": "Right.",
    "wrong_form": "The value is right, but not in the form that was asked.",
    "partially_correct": "Partly right.",
    "incorrect": "Not right.",
    "unreadable": "This could not be read; your instructor decides what it earns.",
    "unanswered": "Not answered.",
    "undecided": "Not decided yet.",
}


@dataclass(frozen=True, slots=True)
class Answered:
    """A problem or part as it was asked, what was answered, and the marks, None where the set has none."""

    entry: Record
    posed: PosedProblem | None
    answer: Judged | None
    marks: float | None
    lost: bool  # whether it may stand in a row that could not be read


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page of a student says."""

    meta: PageMeta
    problems: tuple[tuple[Answered, ...], ...]


def ready(folder: Path) -> None:
    """Make the folder. Errors: `Invalid` where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid(f"cannot write into {folder}: {error.strerror}") from None


def handed_back(
    marking: Marking, folder: Path, style: Style, processes: int, progress: Callable[[Iterable[Any]], Iterable[Any]] = iter
) -> None:
    """Write a page for each student as HTML and PDF, and the tables of a gradebook."""
    ready(folder)
    names = list(marking.summary.students)
    people = [marking.people.get(name, Student(name)) for name in names]
    files = named_apart([(s.id or s.name, f"{k + 1}") for k, s in enumerate(people)])
    jobs = [_page(marking, name, student) for name, student in zip(names, people, strict=True)]
    for k, result in progress(run(jobs, partial(printed, style=style), processes, SECONDS)):
        if isinstance(result, Lost | TutorError):
            marking.tell(f"no page for {names[k]}: {result.message}")
            continue
        contents, lacking = result
        for said in lacking:
            marking.tell(f"the page for {names[k]}: {said}")
        for (_, suffix), content in zip(FORMS, contents, strict=True):
            with replaced(folder / f"{files[k]}{suffix}") as out:
                out.write(content)
    marking.tell(f"written: {len(names)} pages of feedback, each as .html and .pdf, in {folder}")
    for file in gradebook.written(marking, folder):
        marking.tell(f"written: {file}")


def printed(page: Page, style: Style) -> tuple[list[bytes], list[str]] | TutorError:
    """The page in each format, and what a format lacks for it."""
    use_templates(style.folder)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", Lacking)
        try:
            out = [_content(page, form, style) for form, _ in FORMS]
        except TutorError as error:
            return error
    return out, [each.message.said for each in caught if isinstance(each.message, Lacking)]


def _content(page: Page, form: str, style: Style) -> bytes:
    made = load(form, style)
    documents = [_problem(parts, k, form) for k, parts in enumerate(page.problems, start=1)]
    content = made.page([made.fragment(d) for d in documents], page.meta)
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


def _page(marking: Marking, name: str, student: Student) -> Page:
    found, summary, row = marking.found, marking.summary, marking.summary.students[name]
    said: dict[str, Any] = dict(found.header) | {"student": name, "number": student.id, "instructions": _total(marking, name)}
    said["code"] = next((answer.version for answer in row.values() if answer.version), "")
    problems = tuple(
        tuple(
            _answered(marking.posed, entry, row.get(entry.id), summary.worth(entry.id) if summary.marks else None, name in summary.cut)
            for entry in parts
        )
        for parts in found.problems
    )
    return Page(PageMeta(**said), problems)


def _answered(posed: Mapping[str, PosedProblem], entry: Record, answer: Judged | None, marks: float | None, lost: bool) -> Answered:
    """A problem on the student's sheet; one that was not answered is shown where there is but one sheet."""
    return Answered(entry, posed.get(entry.id if answer is None else answer.asked), answer, marks, lost and answer is None)


def _total(marking: Marking, name: str) -> str:
    summary = marking.summary
    waiting = summary.open(name)
    more = f" {number(waiting)} marks are not decided yet." if waiting else ""
    return message(f"{number(summary.total(name))} of {number(summary.most)} {'marks' if summary.marks else 'points'}.{more}")


def _problem(parts: tuple[Answered, ...], k: int, form: str) -> Document:
    entries = [each.entry for each in parts]
    above = next((each.posed.shared for each in parts if each.posed), ())
    return together(entries, [_part(each) for each in parts], Head(titled_whole(entries[0]), "", above), k, form)


def _part(each: Answered) -> Document:
    entry, posed, answer = each.entry, each.posed, each.answer
    statement = posed.statement if posed else ()
    earned = (
        "?"
        if each.lost or (answer is not None and answer.verdict in OPEN)
        else number((each.marks or 0.0) * ((answer and answer.score) or 0.0))
    )
    marks = "" if each.marks is None else speech("{} of {} marks", marked(earned), marked(number(each.marks)))
    return Document(entry.id, entry.kind, titled(entry), statement, _body(posed, answer, each.lost), marks=marks)


def _body(posed: PosedProblem | None, answer: Judged | None, lost: bool) -> tuple[Block, ...]:
    question = posed.question if posed and isinstance(posed.question, Question) else None
    level = "full" if question is None else question.feedback
    verdict = ("unreadable" if lost else "unanswered") if answer is None else answer.verdict
    out: list[Block] = []
    if answer is not None and verdict != "unanswered":
        out.append(Paragraph((Strong((Text(message("Your answer: ")),)), *_read(answer))))
    if level != "none":
        judged = question is not None and verdict != "unanswered"  # else there is but a fault to tell, which is for the instructor
        said = f" {answer.feedback}" if answer and answer.feedback and judged else ""
        out.append(Paragraph((Strong((Text(message(SAID[verdict])),)), Text(said))))
    if level == "full" and question is not None and answer is not None and verdict in WRONG and not answer.before:
        out += _explained(question, answer)
    if level == "full" and question is not None and verdict != "correct":
        out.append(AnswerBox((Display((native(shown(question.expected), message),)),)))
    return (*(replace(block, leads=True) if isinstance(block, Paragraph) else block for block in out[:-1]), *out[-1:])


def _explained(question: Question, answer: Judged) -> Iterator[Block]:
    """What stands at the step of the mistake, folded, and the region of limits beside the one that is asked."""
    if answer.made:
        step = (Text(f"{answer.step}: "),) if answer.step else ()
        yield Note("remark", message("Where your value comes from"), (Paragraph((*step, Math(typeset(answer.made)))),), folded=True)
    drawn = drawn_limits(question, answer.typed)
    if drawn is not None:
        yield drawn


def _read(answer: Judged) -> Inlines:
    """The answer as it was read, and as it was typed where it was not."""
    if answer.verdict == "unreadable" or not answer.latex:
        return (Text(" ".join(answer.typed.split())),)
    try:
        return (Math(native(typeset(answer.latex), message)),)
    except TutorError:
        return (Text(answer.shown),)
