"""Who students are: what columns of files say of them, and students found by a name or a number however it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tutor.errors import nearest

NAMES = (
    "student", "student name", "student_name", "studentname", "name", "full name", "fullname", "display name", "your name", "learner",
    "vollständiger name", "teilnehmer", "teilnehmer/in", "studierende", "studierender", "schüler", "schülerin", "ihr name", "dein name",
    "vor- und nachname", "nom complet", "étudiant",
)  # fmt: skip
FIRST_NAMES = ("first name", "firstname", "given name", "vorname", "prénom")
LAST_NAMES = ("last name", "lastname", "surname", "family name", "nachname", "familienname", "nom de famille", "nom")
# What else a column may say of a student, in the order in which it tells two of one name apart.
FIELDS = {
    "email": ("email address", "email", "e-mail", "e-mail address", "e-mail-adresse", "mail", "adresse e-mail", "adresse de courriel"),
    "username": ("username", "user name", "benutzername", "anmeldename", "login", "login id", "sis login id", "user"),
    "number": (
        "student id", "student_id", "studentid", "student number", "id number", "matrikelnummer", "matrikel", "sis_id", "sis user id",
        "sis id", "sid", "id-nummer", "numéro d'étudiant",
    ),
    "section": ("section", "sections"),
}  # fmt: skip
APART = ("email", "username", "number", "canvas")  # what tells two of one name apart, the first that there is
KEYS = tuple(name for kind in ("email", "username", "number") for name in FIELDS[kind])
# A name that a form asks for.
ASKED_NAME = re.compile(
    r"(?:(?:what(?: is|'s)|wie (?:ist|lautet)|please enter|enter) )?(?:your|my|dein|ihr|votre) (?:full |first and last )?(?:name|nom)\W*"
)
LONGEST = 4_000  # characters of a name
TIMES = (
    "start time",
    "startzeit",
    "heure de début",
    "hora de inicio",
    "timestamp",
    "zeitstempel",
    "horodateur",
)  # a form counts its rows as id
ANONYMOUS = ("anonymous", "anonym", "anonyme")  # what a form writes in the place of an address


@dataclass(frozen=True, slots=True)
class Places:
    """The columns of a table that say who somebody is: one for the whole name or two for its parts, and others by their field."""

    name: tuple[int, ...] = ()
    fields: tuple[tuple[str, int], ...] = ()

    @property
    def told(self) -> tuple[int, ...]:
        """The columns that name the student: those of the name, else one that tells students apart."""
        return self.name or tuple(k for of, k in self.fields if of != "section")[:1]

    def name_in(self, record: Sequence[str]) -> str:
        """The name in a row."""
        return " ".join(cell for k in self.told if (cell := _cell(record, k)))

    def known_in(self, record: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """What else a row says."""
        return tuple((of, cell) for of, k in self.fields if (cell := _cell(record, k)) and cell.casefold() not in ANONYMOUS)


NOBODY = Places()


def _cell(record: Sequence[str], place: int) -> str:
    return record[place].strip()[:LONGEST] if place < len(record) else ""


def places(names: Sequence[str]) -> Places:
    """Where a header, with its names as they are compared, says who somebody is."""
    fields = [(of, k) for of, called in FIELDS.items() if (k := first(names, called)) is not None]
    if "id" in names:
        system = any(n.startswith(("sis ", "sis_")) for n in names)  # Canvas has a number of its own for everybody
        if system:
            fields.append(("canvas", names.index("id")))
        elif not any(of == "number" for of, _ in fields) and not any(n in names for n in TIMES):
            fields.append(("number", names.index("id")))
    return Places(_name(names), tuple(fields))


def first(names: Sequence[str], wanted: Iterable[str]) -> int | None:
    """The first column that has one of the wanted names."""
    return next((names.index(w) for w in wanted if w in names), None)


def _name(names: Sequence[str]) -> tuple[int, ...]:
    whole = first(names, NAMES)
    if whole is not None:
        return (whole,)
    both = tuple(k for k in (first(names, FIRST_NAMES), first(names, LAST_NAMES)) if k is not None)
    asked = next((k for k, name in enumerate(names) if ASKED_NAME.fullmatch(name)), None)
    return both if both or asked is None else (asked,)


@dataclass(frozen=True, slots=True)
class Student:
    """One student: the name, and what else is known, such as a `number` and an `email`."""

    name: str
    known: tuple[tuple[str, str], ...] = field(default=())

    def said(self, of: str) -> str:
        """One thing that is known; empty where it is not."""
        return next((value for name, value in self.known if name == of), "")

    @property
    def id(self) -> str:
        """The number, else what else there is of that kind."""
        return next((value for of in ("number", "username", "email", "canvas") if (value := self.said(of))), "")

    @property
    def key(self) -> str:
        """What the student's sheet depends on: the number or an address, else the name."""
        return (self.id or self.name).casefold()


class Students:
    """Students by whatever tells them apart."""

    def __init__(self, students: Iterable[Student]) -> None:
        self.listed = tuple(students)
        self._found: dict[str, Student | None] = {}  # None where two answer to it
        self._numbers: dict[str, Student | None] = {}
        for student in self.listed:
            for said in {of_name(student.name), *_told_of(student.known)}:
                self._found[said] = student if self._found.get(said, student) == student else None
            for said in {number for value in _told_of(student.known) if (number := of_number(value))}:
                self._numbers[said] = student if self._numbers.get(said, student) == student else None
        names = Counter(of_name(s.name) for s in self.listed)
        self._twice = {name for name, count in names.items() if count > 1}

    def find(self, name: str, known: Iterable[tuple[str, str]] = ()) -> Student | None:
        """The one student who is meant; None where nobody is, or it could be two."""
        asked = [*_told_of(known), name.casefold(), of_name(name)]
        exact = next((found for said in asked if said and (found := self._found.get(said)) is not None), None)
        return exact or next((found for said in asked if (found := self._numbers.get(of_number(said))) is not None), None)

    def called(self, student: Student) -> str:
        """The name of a student of the list, with what tells two of one name apart."""
        return f"{student.name} ({student.id})" if of_name(student.name) in self._twice else student.name

    def missing(self, came: Iterable[Student]) -> list[Student]:
        """Those of the list who are none of the others, whatever else these are known by."""
        there = {self.find(student.name, student.known) for student in came}
        return [student for student in self.listed if student not in there]

    def near(self, name: str) -> str | None:
        """A question about a name that is none."""
        return nearest(name, [s.name for s in self.listed])


def _told_of(known: Iterable[tuple[str, str]]) -> list[str]:
    return [value.casefold() for of, value in known if of != "section"]


def of_number(said: str) -> str:
    """A number as it is compared where it is found nowhere as it stands: a spreadsheet makes `105` or `105.0` of `0105`. Else empty."""
    found = re.fullmatch(r"0*(\d+?)(?:\.0)?", said.strip())
    return found[1] if found else ""


def of_name(name: str) -> str:
    """A name as it is compared: `Lovelace, Ada` and `Lovelace Ada` are `Ada Lovelace`."""
    return " ".join(sorted(name.replace(",", " ").casefold().split()))
