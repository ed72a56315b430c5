"""The marks of a class as tables that Moodle and Canvas take into their gradebooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from tutor.desk.classwork.marking import Marking
from tutor.desk.classwork.report import number
from tutor.desk.classwork.tables import cell
from tutor.desk.people import Student
from tutor.edges.outfile import replaced

MOODLE = (("Email address", "email"), ("Username", "username"), ("ID number", "number"))
CANVAS = (("ID", "canvas"), ("SIS User ID", "number"), ("SIS Login ID", "username"), ("Section", "section"))


def written(marking: Marking, folder: Path) -> Iterator[Path]:
    """Write both tables; the paths. What stands in the way of taking them in is told."""
    people = list(_everybody(marking))
    if not any(student.known for student, _ in people):
        hint = "a roster with addresses or numbers says more (--class ROSTER.csv)"
        marking.tell(f"the answers know students by their names only, and a gradebook wants an address or a number: {hint}")
    title = marking.found.header.get("title") or marking.answers.stem
    for name, rows in (("moodle.csv", moodle(people, title)), ("canvas.csv", canvas(people, title, marking.summary.most))):
        with replaced(folder / name) as out:
            out.write(_csv(rows))
        yield folder / name


def moodle(people: Sequence[tuple[Student, float | None]], title: str) -> list[list[str]]:
    """A row a student, with the columns by which Moodle finds one; who handed in nothing has no mark."""
    columns = [(head, of) for head, of in MOODLE if any(s.said(of) for s, _ in people)]
    rows = [["Full name", *(head for head, _ in columns), title]]
    return rows + [[s.name, *(s.said(of) for _, of in columns), _mark(mark)] for s, mark in people]


def canvas(people: Sequence[tuple[Student, float | None]], title: str, most: float) -> list[list[str]]:
    """The same with the five columns that Canvas writes, and the points possible."""
    rows = [["Student", *(head for head, _ in CANVAS), title], ["Points Possible", *("" for _ in CANVAS), number(most)]]
    return rows + [[s.name, *(s.said(of) for _, of in CANVAS), _mark(mark)] for s, mark in people]


def _everybody(marking: Marking) -> Iterator[tuple[Student, float | None]]:
    """The students that answered, with their marks, and those of the roster who did not."""
    came = {name: marking.people.get(name, Student(name)) for name in marking.summary.students}
    yield from ((student, marking.summary.total(name)) for name, student in came.items())
    roster = marking.sheets.students
    yield from ((student, None) for student in (() if roster is None else roster.missing(came.values())))


def _mark(mark: float | None) -> str:
    return "" if mark is None else number(mark)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")
