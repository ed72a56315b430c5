"""What an instructor decides against or beside the tutor: marks, names and comments, in a table that is read again at each marking.

A row is about one student's answer, or, without a student, about all answers to a problem that have the value of the one it shows.
What is not in the table yet is put at its end with nothing decided; what stands there is never changed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tutor.desk.classwork.cells import typed_in
from tutor.desk.classwork.problems import Problems, plain
from tutor.desk.classwork.row import Row
from tutor.desk.classwork.summary import Group, Summary, group_of
from tutor.desk.classwork.table import AnswerTable, opened_table
from tutor.desk.classwork.tables import cell
from tutor.desk.people import Students, of_name
from tutor.edges.files import read_bytes
from tutor.edges.outfile import appended, held, replaced
from tutor.errors import Invalid, nearest

COLUMNS = ("problem", "student", "answer", "version", "count", "verdict", "marks", "name", "comment")
NEEDED = ("problem", "answer", "marks")
NAMED = f"Its first line names the columns: {','.join(COLUMNS)}. Where there is no such file, one is written."
LARGEST = 50_000_000  # bytes
MOST = 300  # groups of one problem that are put at the end
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Ruling:
    """One row: whose answer, or which answers, it is about; `score` is the share of the marks, None where nothing is decided of them."""

    number: int
    problem: str
    student: str
    answer: str
    version: str
    score: float | None
    name: str
    comment: str

    @property
    def says(self) -> bool:
        """Whether anything is decided."""
        return self.score is not None or bool(self.name or self.comment)

    @property
    def row(self) -> Row:
        """Its answer as one of a class, which shows what value it has."""
        return Row(self.number, "", self.problem, self.answer, version=self.version)


@dataclass(slots=True)
class Overrides:
    """The rows of a table, those about groups by what their answers share, and which of them have met an answer."""

    path: Path
    rulings: Sequence[Ruling] = ()
    groups: dict[tuple[str, str], Ruling] = field(default_factory=dict)
    students: dict[tuple[str, str], Ruling] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)

    def settled(self, records: Iterable[Mapping[str, object]]) -> None:
        """Take what the answers of the rows about groups turned out to be, in their order."""
        about = [r for r in self.rulings if not r.student]
        for ruling, record in zip(about, records, strict=True):
            self.groups.setdefault((ruling.problem, group_of(record)), ruling)
        self.students = {(of_name(r.student), r.problem): r for r in self.rulings if r.student}

    @property
    def rows(self) -> list[Row]:
        """The answers whose values have to be known."""
        return [ruling.row for ruling in self.rulings if not ruling.student]

    def applied(self, record: dict[str, Any]) -> dict[str, Any]:
        """A record as the instructor has it."""
        if "row" in record:
            return record
        own = self.students.get((of_name(record["student"] or ""), record["problem"]))
        if own is not None and own.answer and _flat(own.answer) != _flat(record.get("answer", "")):
            own = None  # the student has answered anew since
        ruling = own or self.groups.get((record["problem"], group_of(record)))
        if ruling is None:
            return record
        self.met.add(ruling.number)
        return _ruled(record, ruling) if ruling.says else record

    def unmet(self, names: Iterable[str]) -> Iterator[str]:
        """The decisions that no answer of the class has met."""
        known = list(names)
        there = {of_name(name) for name in known}
        for ruling in self.rulings:
            if not ruling.says or ruling.number in self.met:
                continue
            said = f"nobody has given this answer to {ruling.problem}"
            if ruling.student:
                said = f"{ruling.student} has given no such answer to {ruling.problem}"
                if of_name(ruling.student) not in there:
                    said = ". ".join(filter(None, (f"{ruling.student} is not in the class", nearest(ruling.student, known))))
            yield f"{self.path.name}, row {ruling.number}: {said}"


def _ruled(record: dict[str, object], ruling: Ruling) -> dict[str, object]:
    out = {**record, "named": ruling.name} if ruling.name else dict(record)
    if ruling.score is not None:
        verdict = "correct" if ruling.score == 1 else "incorrect" if ruling.score == 0 else "partially_correct"
        said = record["feedback"] if ruling.score == record["score"] else ""
        out |= {"score": ruling.score, "verdict": verdict, "overridden": record["verdict"], "feedback": said}
        out.pop("answered", None)
    return out | {"feedback": ruling.comment} if ruling.comment else out


def _flat(text: str) -> str:
    return " ".join(cell(" ".join(text.split())).lstrip("'").split())


def overrides(
    path: Path, problems: Problems, marks: Mapping[str, float], say: Callable[[str], None], students: Students | None = None
) -> Overrides:
    """The decisions of a file; none where there is no file. One of the `students` of a roster may be named by a number or an address.

    Errors: `Invalid`, with the row, for what cannot be taken.
    """
    if not path.exists():
        if path.suffix.lower() != ".csv":
            raise Invalid(f"{path} is no table: its name ends in {path.suffix or 'nothing'}", hint="Name it with .csv.")
        return Overrides(path)
    table = opened_table(path, say, NAMED)
    names = [plain(name) for name in table.header]
    if missing := [name for name in NEEDED if name not in names]:
        raise Invalid(f"{path.name} has no column {missing[0]!r}", hint=NAMED)
    found = []
    for number, record in table.rows(say):
        if isinstance(record, str):
            raise Invalid(f"{path.name}, row {number}: {record}")
        cells = {name: record[k].strip() for k, name in enumerate(names) if k < len(record)}
        ruling = _ruling(f"{path.name}, row {number}", number, cells, problems, marks)
        listed = students.find(ruling.student) if students and ruling.student else None
        found.append(replace(ruling, student=students.called(listed)) if students and listed else ruling)
        if len(found) > MOST_ROWS:
            raise Invalid(f"{path.name} has more than {MOST_ROWS} rows")
    return Overrides(path, found)


def _ruling(where: str, number: int, cells: Mapping[str, str], problems: Problems, marks: Mapping[str, float]) -> Ruling:
    problem = problems.find(cells.get("problem", ""))
    if problem not in problems.ids:
        raise Invalid(f"{where}: there is no problem {cells.get('problem', '')!r}", hint=problems.near(problem))
    student, answer = cells.get("student", ""), typed_in(cells.get("answer", ""))
    if not student and not answer:
        raise Invalid(f"{where}: it is about nobody and no answer", hint="A row names a student, or shows an answer.")
    score = _share(where, cells.get("marks", ""), marks.get(problem, 0.0) if marks else 1.0)
    return Ruling(number, problem, student, answer, cells.get("version", ""), score, cells.get("name", ""), cells.get("comment", ""))


def _share(where: str, text: str, worth: float) -> float | None:
    """The marks in a cell as a share: `2`, `2,5` or `50 %`; None where it is empty."""
    if not text:
        return None
    percent = text.endswith("%")
    most = 100.0 if percent else worth
    try:
        number = float(text.rstrip("% ").replace(",", "."))
    except ValueError:
        number = -1.0
    if not 0 <= number <= most:
        raise Invalid(f"{where}: {text[:40]!r} are no marks", hint=f"They are from 0 to {most:g}{' %' if percent else ''}, or empty.")
    return number / most if most else 0.0


# -- what is put at the end ------------------------------------------------------------------------------------------------


def kept_up(found: Overrides, summary: Summary, say: Callable[[str], None]) -> None:
    """Write the table where there is none, and put at its end the groups of answers that are not in it."""
    fresh = [
        (name, group)
        for name, problem in summary.problems.items()
        for group in sorted(problem.groups.values(), key=lambda g: -g.count)[:MOST]
        if (name, group.example.group) not in found.groups and group.example.typed
    ]
    if not found.path.exists():
        with replaced(found.path) as out:
            out.write(_lines([COLUMNS, *(_row(name, group, COLUMNS) for name, group in fresh)], ","))
        say(f"written: {found.path}, with {_groups(len(fresh))} to decide on: fill in marks, name or comment, and mark again")
    elif fresh:
        table = opened_table(found.path, lambda _: None, NAMED)
        _append(found.path, table, fresh)
        say(f"{found.path}: put {_groups(len(fresh))} at its end, nothing decided of them yet")


def _groups(count: int) -> str:
    return f"{count} group{'' if count == 1 else 's'} of answers"


def _append(path: Path, table: AnswerTable, fresh: Sequence[tuple[str, Group]]) -> None:
    data = read_bytes(path, LARGEST)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise Invalid(f"{path} is not UTF-8 text, and is left as it is", hint="Save it from the spreadsheet as CSV UTF-8.") from None
    names = [plain(name) for name in table.header]
    lines = _lines([_row(name, group, names) for name, group in fresh], table.separator)
    with held(path), appended(path, keep=True) as out:
        out.write((b"" if data.endswith(b"\n") else b"\n") + lines)


def _row(problem: str, group: Group, names: Sequence[str]) -> list[str]:
    answer = group.example
    known = {
        "problem": problem,
        "answer": answer.typed,
        "version": answer.version,
        "count": str(group.count),
        "verdict": answer.verdict.replace("_", " "),
    }
    return [cell(known.get(name, "")) for name in names]


def _lines(rows: Iterable[Sequence[str]], separator: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "replace")
