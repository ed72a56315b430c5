"""What stands around the problems of a handout: versions and their codes, the order, the heading, marks and room to work in."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from tutor.desk.codes import Codes
from tutor.desk.people import Student
from tutor.desk.version import MOST_VERSIONS, Version, lettered, word_of
from tutor.edges.language import message
from tutor.errors import Invalid, Place
from tutor.printing.output.base import WORDS, PageMeta
from tutor.printing.style import Style, compact, in_columns
from tutor.reading.sets import ProblemSet, Record

Show = Literal["questions", "answers", "solutions", "review"]  # the last is every variant worked, for the teacher
CALLED: dict[Show, str] = {"questions": "", "answers": "Answers", "solutions": "Solutions", "review": "All variants"}
LINE = 8  # millimetres of a line of handwriting
MILLIMETRES_A_MARK = 12  # a line and a half
LEAST, MOST = 30, 120  # millimetres of room where the problem does not say: three lines; under half a page
MOST_LINES = 100
SHARES = {"third": 80, "half": 120, "page": 225}  # millimetres of a page, with the question above
MOST_MARKS = 1000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version: its code, and the places in the set of its problems, in the order of the sheet; `student` is whose it is."""

    version: Version
    code: str
    order: tuple[int, ...]
    student: Student | None = None

    def number(self, place: int) -> int:
        """The number on this sheet of the problem at a place in the set."""
        return self.order.index(place) + 1


def sheets(found: ProblemSet, versions: int = 1, seed: int = 0, shuffle: bool = False) -> tuple[Sheet, ...]:
    """The versions of a set. The same set, seed and choices give the same codes and the same order."""
    if not 1 <= versions <= MOST_VERSIONS:
        raise Invalid(f"the number of versions is from 1 to {MOST_VERSIONS}")
    codes = Codes(found)
    return tuple(_sheet(found, codes, Version(lettered(k), seed), shuffle) for k in range(versions))


def sheets_of(found: ProblemSet, students: Sequence[Student], seed: int = 0, shuffle: bool = False) -> tuple[Sheet, ...]:
    """A sheet for each student, which depends on nobody else."""
    codes = Codes(found)
    return tuple(replace(_sheet(found, codes, Version(word_of(s.key, seed), seed), shuffle), student=s) for s in students)


def _sheet(found: ProblemSet, codes: Codes, version: Version, shuffle: bool) -> Sheet:
    order = list(range(len(found.problems)))
    if shuffle:
        own = "" if version.of_student else f"{version.letter}:"
        random.Random(f"{version.draw}:{own}order").shuffle(order)
    return Sheet(version, codes.code(version, shuffle), tuple(order))


def without(sheet: Sheet, left_out: Collection[int]) -> Sheet:
    """The sheet without some problems; the others are numbered without gaps."""
    return replace(sheet, order=tuple(place for place in sheet.order if place not in left_out))


def laid_out(style: Style, show: Show, tight: bool) -> Style:
    """How a page looks: answers stand in two columns, and questions close together where that is asked."""
    return in_columns(style) if show == "answers" else compact(style) if tight else style


def heading(found: ProblemSet, sheet: Sheet, show: Show) -> PageMeta:
    """The set's own heading, with the version's code, whose sheet it is, and the total of the marks at the end of the instructions.

    A sheet of questions that is nobody's yet has room for a name.
    """
    said: dict[str, Any] = dict(found.header)
    title = ": ".join(part for part in (said.get("title", ""), message(CALLED[show])) if part)
    total = total_said([found.problems[place] for place in sheet.order])
    said["title"] = title
    if show == "review":
        return PageMeta(**said)
    said["code"] = sheet.code
    if sheet.student is not None:
        said["student"], said["number"] = sheet.student.name, sheet.student.id
    said["instructions"] = " ".join(part for part in (said.get("instructions", ""), total) if part)
    nobodys = show == "questions" and sheet.student is None
    return PageMeta(**said, blanks=(WORDS["student"], WORDS["blank_number"]) if nobodys else ())


# -- marks and room ----------------------------------------------------------------------------------------------------


def marks_of(entry: Record) -> Fraction | None:
    """The marks of a problem or part, None where it states none. Errors: `Invalid` for anything but a positive number."""
    return _number(entry.fields.get("marks"), entry.place("marks"), MOST_MARKS)


def marks_together(parts: Sequence[Record]) -> Fraction | None:
    """The marks of a problem: those of its parts, or those that it states for all of them. Errors: `Invalid` where both differ."""
    listed = [m for m in map(marks_of, parts) if m is not None]
    added = sum(listed, Fraction(0)) if listed else None
    part = parts[0].part
    if part is None:
        return added
    place = replace(parts[0].place("marks"), problem=part.of)
    stated = _number(part.row.get("marks"), place, MOST_MARKS)
    if stated is not None and added is not None and stated != added:
        raise Invalid(f"marks is {_written(stated)}, and the parts have {_written(added)} together", place=place)
    return added if stated is None else stated


def marks_said(marks: Fraction | None) -> str:
    """`4 marks`, `2.5 marks`, `1 mark`; empty where there are none."""
    return "" if marks is None else message(f"{_written(marks)} mark{'' if marks == 1 else 's'}")


def total_said(problems: Sequence[Sequence[Record]]) -> str:
    """`Total: 12 marks.`; empty where no problem has marks. A problem whose marks cannot be read is reported elsewhere."""
    found = []
    for parts in problems:
        try:
            found.append(marks_together(parts))
        except Invalid:
            continue
    listed = [m for m in found if m is not None]
    return message(f"Total: {marks_said(sum(listed, Fraction(0)))}.") if listed else ""


def space_of(entry: Record) -> int:
    """The room to work in, in millimetres: as the problem says, in lines or as a share of a page, else by its marks."""
    said = entry.fields.get("space")
    if isinstance(said, str) and said in SHARES:
        return SHARES[said]
    try:
        asked = _number(said, entry.place("space"), MOST_LINES)
    except Invalid:
        wanted = f'a number of lines from 0 to {MOST_LINES}, or "third", "half" or "page"'
        raise entry.wrong(f"space is {wanted}, not {said!r}", "space") from None
    if asked is not None:
        return round(LINE * asked)
    marks = marks_of(entry)
    return LEAST if marks is None else min(MOST, max(LEAST, round(MILLIMETRES_A_MARK * marks)))


def _number(given: object, place: Place, most: int) -> Fraction | None:
    if given is None:
        return None
    wrong = Invalid(f"{place.field} is a number from 0 to {most}, not {given!r}", place=place)
    if isinstance(given, bool) or not isinstance(given, int | str) or len(str(given)) > len(str(most)) + 4:
        raise wrong
    try:
        value = Fraction(given)
    except (ValueError, ZeroDivisionError):
        raise wrong from None
    if not 0 <= value <= most:
        raise wrong
    return value


def _written(value: Fraction) -> str:
    return f"{float(value):g}"
