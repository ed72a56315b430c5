"""One class being marked: its answers read, its problems posed, each answer judged, and what the instructor decides laid over that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from tutor.checking.question import Question
from tutor.desk.classwork.attempts import Attempts, best
from tutor.desk.classwork.judging import judged
from tutor.desk.classwork.overrides import Overrides, kept_up, overrides
from tutor.desk.classwork.posing import PosedProblem, posed
from tutor.desk.classwork.problems import Problems
from tutor.desk.classwork.record import Kept, Runner
from tutor.desk.classwork.row import Broken, Row, asked_on
from tutor.desk.classwork.rows import answers
from tutor.desk.classwork.sheets import Sheets
from tutor.desk.classwork.summary import Summary
from tutor.desk.classwork.worth import marks_in, without
from tutor.desk.classwork.writing import Report
from tutor.desk.people import Student
from tutor.desk.version import Version
from tutor.reading.sets import ProblemSet

MOST_NAMED = 8  # of those who are missing
Tell = Callable[[str], None]


@dataclass(slots=True)
class Marking:
    """A class. `tell` hears how its answers were read; `overridden` is the table of the instructor's decisions.

    `people` are the students that came, with what the file says of them.
    """

    found: ProblemSet
    answers: Path
    sheets: Sheets
    tell: Tell
    columns: str | None = None
    attempts: Attempts | None = None
    overridden: Path | None = None
    posed: dict[str, PosedProblem] = field(default_factory=dict)
    people: dict[str, Student] = field(default_factory=dict)
    each: int = 1
    rulings: Overrides | None = None
    marks: dict[str, float] = field(default_factory=dict)
    problems: Problems = field(default_factory=lambda: Problems(()))
    summary: Summary = field(default_factory=Summary)

    def __post_init__(self) -> None:
        self.marks = marks_in(self.found)
        self.problems = _named(self.found)
        self.summary = Summary(self.marks, self.problems)

    @property
    def report(self) -> Report:
        """What the report is made of."""
        return Report(self.found.header.get("title") or self.answers.stem, self.summary, self.posed)

    @property
    def questions(self) -> dict[str, Question | str]:
        """What answers are compared with."""
        return {name: each.question for name, each in self.posed.items()}

    def read(self) -> Iterator[Row | Broken]:
        """The answers, each with its sheet, as they are told of. Errors: `Invalid` where the file or the decisions cannot be read."""
        if self.overridden is not None:
            self.rulings = overrides(self.overridden, self.problems, self.marks, self.tell, self.sheets.students)
        first = answers(self.answers, self.problems, self.columns, self.attempts, self.tell, self.sheets.students)
        self.each = first.each
        return self.sheets.of(self._remembered(first.stream))

    def again(self) -> Iterator[Row | Broken]:
        """The same once more, without a word."""
        return self.sheets.of(self._rows())

    def _rows(self) -> Iterator[Row | Broken]:
        return answers(self.answers, self.problems, self.columns, self.attempts, students=self.sheets.students).stream

    def pose(self, processes: int, *, stated: bool) -> None:
        """Solve the problems on the sheets that are answered; `stated` where the statements are wanted."""
        ruled = () if self.rulings is None else self.rulings.rows
        answered = {row.problem for row in chain(self._rows(), ruled)}
        rows = (*self._rows(), *ruled) if self.sheets.drawn else ()
        ids = {r.id for r in self.found.records}
        wanted = {name: sheets for name, sheets in self.sheets.wanted(rows).items() if name in ids}
        self.posed = posed(self.found, processes, wanted, answered, stated=stated)
        for said in (*_drawn(wanted, self.posed), *without(self.found, self.marks)):
            self.tell(said)

    def records(self, rows: Iterable[Row | Broken | Kept], runner: Runner) -> Iterator[dict[str, object] | Kept]:
        """The records of rows, as the instructor has them, with their marks; they are counted on the way."""
        if self.rulings is not None:
            self._settle(self.rulings, runner)
        verdicts = judged(rows, self.questions, runner, self.problems)
        for record in best(verdicts) if self.attempts == "best" else verdicts:
            if isinstance(record, Kept):
                yield record
                continue
            made = record if self.rulings is None else self.rulings.applied(record)
            made = self._marked(made)
            self.summary.add(made)
            made.pop("asked", None)
            yield made

    def _settle(self, rulings: Overrides, runner: Runner) -> None:
        """Find the values that the decisions are about."""
        rows = list(self.sheets.of(rulings.rows))
        rulings.settled([r for r in judged(rows, self.questions, runner, self.problems) if not isinstance(r, Kept)])

    def end(self) -> None:
        """Tell what was decided of answers that nobody gave, and put what is undecided at the end of the decisions."""
        if not self.summary.students and not self.summary.answers:
            self.tell(f"{self.answers.name} holds no answers")
        for said in self._absent():
            self.tell(said)
        for name, count in self.summary.twice.items():
            self.tell(f"{name} answered {count} problem{'' if count == 1 else 's'} more than once; the last answer counts (--attempts)")
        if self.rulings is not None:
            for said in self.rulings.unmet(self.summary.students):
                self.tell(said)
            kept_up(self.rulings, self.summary, self.tell)

    def _absent(self) -> Iterator[str]:
        """Who is in the roster, and not among those who answered."""
        listed = self.sheets.students
        names = [] if listed is None else [student.name for student in listed.missing(self.people.values())]
        if names:
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            yield f"no answers of {len(names)} in the roster: {', '.join(names[:MOST_NAMED])}{more}"

    def _marked(self, record: dict[str, Any]) -> dict[str, object]:
        worth = self.marks.get(record["problem"])
        if worth is None or "row" in record:
            return record
        score = record["score"]
        return {**record, "marks": worth, "earned": None if score is None else round(score * worth, 4)}

    def _remembered(self, rows: Iterable[Row | Broken]) -> Iterator[Row | Broken]:
        for row in rows:
            if isinstance(row, Row) and row.student and row.student not in self.people:
                listed = None if self.sheets.students is None else self.sheets.students.find(row.student, row.known)
                self.people[row.student] = Student(row.student if listed is None else listed.name, row.known)
            yield row


def _named(found: ProblemSet) -> Problems:
    """The problems as a file of answers may name them."""
    said = [(text, r.id) for name in ("statement", "title") for r in found.records if isinstance(text := r.fields.get(name), str)]
    parts = {each[0].whole: [r.id for r in each] for each in found.problems if each[0].part is not None}
    return Problems([r.id for r in found.records], said, parts)


def _drawn(wanted: Mapping[str, Sequence[Version]], asked: Mapping[str, PosedProblem]) -> Iterator[str]:
    """Which values are taken of each problem with parameters, or how many there are."""
    for name, versions in wanted.items():
        if len(versions) > 1:
            yield f"{name}: its answers are to {len(versions)} sheets, each judged with its own values"
        for version in versions if len(versions) == 1 else ():
            question = asked[asked_on(name, version)].question
            if isinstance(question, Question):
                yield f"{name}: {question.drawn}"
