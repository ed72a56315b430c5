"""The roster of a class: a table with a student a row, as a course system or a list writes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tutor.desk.classwork.problems import plain
from tutor.desk.classwork.table import opened_table
from tutor.desk.people import Student, Students, places
from tutor.errors import Invalid

MOST = 20_000  # students
NAMED = "Its first line names the columns, and one of them is name, or first name and last name; and id, where there is one."
__all__ = ["Student", "Students", "roster"]


def roster(path: Path, say: Callable[[str], None] = lambda _: None) -> Students:
    """The students of a file, in its order. Errors: `Invalid`, with what to do, where it is no roster."""
    table = opened_table(path, say, NAMED)
    found = places([plain(cell) for cell in table.header])
    if not found.name and not found.fields:
        raise Invalid(f"{path.name} has no column for the names of students", hint=NAMED)
    students: dict[Student, None] = {}
    for number, record in table.rows(say):
        if isinstance(record, str):
            raise Invalid(f"{path.name}, row {number}: {record}")
        known = found.known_in(record)
        name = found.name_in(record) or next((value for _, value in known), "")
        if not name or name.casefold().startswith(("points possible", "student, test")):
            continue
        student = Student(name, known)
        if student in students:
            say(f"{path.name}, row {number}: {name} stands there twice, and has one sheet.")
        students[student] = None
        if len(students) > MOST:
            raise Invalid(f"{path.name} has more than {MOST} students")
    _told_apart(path, list(students))
    return Students(students)


def _told_apart(path: Path, students: list[Student]) -> None:
    """Errors: `Invalid` where nobody is there, or two have nothing to tell them apart."""
    if not students:
        raise Invalid(f"{path.name} names nobody", hint=NAMED)
    seen: dict[str, Student] = {}
    for student in students:
        other = seen.setdefault(student.key, student)
        if other is not student:
            hint = "Give each a number of their own, in a column id." if student.id else "A column id tells them apart."
            raise Invalid(f"{path.name}: {other.name} and {student.name} have the same {'id' if student.id else 'name'}", hint=hint)
