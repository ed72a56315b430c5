"""What the columns of a file of answers are: one answer a row, or one student a row as course systems write it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tutor.desk.classwork.problems import Problems, letters_of, plain
from tutor.desk.classwork.records import Torn, fields
from tutor.errors import Invalid, nearest

COLUMNS = ("student", "problem", "answer")
MOST_DIGITS = 9  # of the number of a column
NAMED = f"Its first line names the columns: {','.join(COLUMNS)}, or student and one column a problem."
_NAMES = (
    "student", "student name", "student_name", "studentname", "name", "full name", "fullname", "display name", "your name", "learner",
    "vollständiger name", "teilnehmer", "teilnehmer/in", "studierende", "studierender", "schüler", "schülerin", "ihr name", "dein name",
    "vor- und nachname", "nom complet", "étudiant",
)  # fmt: skip
_FIRST = ("first name", "firstname", "given name", "vorname", "prénom")
_LAST = ("last name", "lastname", "surname", "family name", "nachname", "familienname", "nom de famille", "nom")
# What tells two students of the same name apart.
_KEYS = (
    "email address", "email", "e-mail", "e-mail address", "e-mail-adresse", "mail", "adresse e-mail", "adresse de courriel", "username",
    "user name", "benutzername", "anmeldename", "login", "user", "sis_id", "sis user id", "sis id", "student id", "student_id", "id number",
    "matrikelnummer", "sid",
)  # fmt: skip
_PROBLEM = ("problem", "problem id", "question", "question id", "exercise", "task", "item", "aufgabe", "frage", "exercice")
_ANSWER = ("answer", "student answer", "student_answer", "response", "student response", "reply", "antwort", "réponse")
_VERSION, _SEED = ("version", "sheet", "sheet version", "blatt", "variante"), ("seed",)
_ATTEMPT = ("attempt", "attempt number", "versuch", "tentative")
# Columns of course systems that are no answers; the longer ones are the beginnings of names.
_OTHERS = frozenset([
    "id", "timestamp", "zeitstempel", "horodateur", "status", "state", "started", "completed", "finished", "submitted", "duration",
    "time taken",
    "start time", "completion time", "last modified time", "startzeit", "fertigstellungszeit", "begonnen am", "beendet", "begonnen",
    "verbrauchte zeit", "dauer", "language", "institution", "department", "institution/organisation", "abteilung", "group", "groups",
    "section",
    "sections", "section_id", "section_sis_id", "n correct", "n incorrect", "score", "total score", "total points", "max points", "points",
    "quiz feedback", "grade", "percent", "submission id", "submission time", "view count", "submission count", "punkte", "gesamtpunktzahl",
    "quizfeedback", "punktzahl", "course", "root_account",
])  # fmt: skip
_BEGINNINGS = ("points - ", "feedback - ", "punkte – ", "punkte - ", "feedback – ", "grade/", "bewertung/", "note/", "lateness",
               "right answer",
               "richtige antwort", "q. ")  # fmt: skip
# A name that a form asks for.
_ASKED_NAME = re.compile(
    r"(?:(?:what(?: is|'s)|wie (?:ist|lautet)|please enter|enter) )?(?:your|my|dein|ihr|votre) (?:full |first and last )?(?:name|nom)\W*"
)
_POINTS = re.compile(r"\d+(?:\.\d+)?|.*\(\d+\.\d+ pts\)|(?:q|f)\. ?\d+ ?/.*")
_RESPONSE = re.compile(r"(?:response|answer|antwort|réponse) ?(\d{1,3})")
_LEADING = re.compile(r"(?:question|problem|frage|aufgabe|q)?\.? ?(\d{1,9})(?: ?[:.)]| -) ?\S.*")
# The rows at the foot of a table.
FOOT = ("overall average", "gesamtdurchschnitt", "moyenne générale", "points possible")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where everything stands. With one answer a row, `problem` and `answer` are places; else `answers` are, each with its problem.

    `student` holds one place, or two for first and last name; `key` tells students of one name apart; `notes` say what was taken
    for what.
    """

    count: int
    student: tuple[int, ...] = ()
    key: int | None = None
    attempt: int | None = None
    version: int | None = None
    seed: int | None = None
    problem: int | None = None
    answer: int | None = None
    answers: Mapping[int, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def columns_of(header: Sequence[str], file: str, problems: Problems, given: str | None = None) -> Columns:
    """The columns of a header. Errors: `Invalid` where it cannot be told which are answers, and to what."""
    names = [plain(cell) for cell in header]
    if twice := [c for c in COLUMNS if names.count(c) > 1]:
        raise Invalid(f"{file} has the column {twice[0]!r} twice")
    student, key = _student(names), _first(names, _KEYS)
    of_sheet = _first(names, _ATTEMPT), _first(names, _VERSION), _first(names, _SEED)
    notes = (
        []
        if student or key is not None or "id" in names
        else [f"{file} has no column student: all its answers count for one student without a name."]
    )
    student = student or (() if key is None else (key,)) or (() if "id" not in names else (names.index("id"),))
    if given is not None:
        answers = _given(given, header, names, problems, file)
        return Columns(len(header), student, key, *of_sheet, answers=answers, notes=tuple(notes))
    problem, answer = _first(names, _PROBLEM), _first(names, _ANSWER)
    if problem is not None and answer is not None:
        taken = [n for n in (names[k] for k in (*student, problem, answer)) if n not in (*COLUMNS, *_FIRST, *_LAST, *_KEYS)]
        if taken:
            said = [f"{names[k]} as {c}" for k, c in ((problem, "problem"), (answer, "answer")) if names[k] != c]
            notes.append(f"Of {file}, the columns are read so: {', '.join([*(f'{names[k]} as student' for k in student), *said])}.")
        return Columns(len(header), student, key, *of_sheet, problem, answer, notes=tuple(notes))
    answers = _matched(names, problems) if problem is None else {}
    if not answers and answer is not None and len(problems.ids) == 1:
        answers = {answer: problems.ids[0]}
    if not answers or not (student or len(answers) > 1):
        raise _no_answers(file, names, problems, problem is not None, answer is not None)
    if matched := ", ".join(f"{_short(header[k])} is {i}" for k, i in answers.items() if names[k] != plain(i)):
        notes.append(f"{file} has one student a row: {matched}.")
    if missing := [i for i in problems.ids if i not in answers.values()]:
        notes.append(f"{file} has no column for {', '.join(missing[:10])}.")
    return Columns(len(header), student, key, *of_sheet, answers=answers, notes=tuple(notes))


def _first(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((names.index(w) for w in wanted if w in names), None)


def _student(names: Sequence[str]) -> tuple[int, ...]:
    whole = _first(names, _NAMES)
    if whole is not None:
        return (whole,)
    both = tuple(k for k in (_first(names, _FIRST), _first(names, _LAST)) if k is not None)
    asked = next((k for k, name in enumerate(names) if _ASKED_NAME.fullmatch(name)), None)
    if both or asked is None:
        return both
    return (asked,)


def _short(cell: str) -> str:
    shown = " ".join(cell.split())
    return repr(shown if len(shown) <= 30 else f"{shown[:30]}...")


def _matched(names: Sequence[str], problems: Problems) -> dict[int, str]:
    """The columns that are answers: by id or title, else by number, else all that are left where there are as many as problems."""
    free = [k for k, name in enumerate(names) if name and not _is_other(name)]
    for found in (
        {k: i for k in free if (i := problems.named(names[k]))},
        {k: i for k in free if (m := _RESPONSE.fullmatch(names[k])) and (i := problems.at(int(m[1])))},
        {k: i for k in free if (i := problems.numbered(names[k]))},
        _led(names, free, problems),
        dict(zip(free, problems.ids, strict=True)) if len(free) == len(problems.ids) else {},
    ):
        if found:
            seen: dict[str, int] = {}
            for k, i in found.items():
                seen.setdefault(i, k)
            return {k: i for i, k in sorted(seen.items(), key=lambda item: item[1])}
    return {}


def _led(names: Sequence[str], free: Sequence[int], problems: Problems) -> dict[int, str]:
    """Columns such as `1. Find the gradient`; numbers beyond the set are those of a store of questions, and the order counts."""
    numbers = {k: int(m[1]) for k in free if (m := _LEADING.fullmatch(names[k])) and not _POINTS.fullmatch(names[k])}
    if all(problems.at(n) for n in numbers.values()):
        return {k: i for k, n in numbers.items() if (i := problems.at(n))}
    return dict(zip(numbers, problems.ids, strict=True)) if len(numbers) == len(problems.ids) else {}


def _is_other(name: str) -> bool:
    known = (*_NAMES, *_FIRST, *_LAST, *_KEYS, *_ATTEMPT, *_VERSION, *_SEED)
    return name in known or name in _OTHERS or _ASKED_NAME.fullmatch(name) is not None or name.startswith(_BEGINNINGS) or _is_points(name)


def _is_points(name: str) -> bool:
    """`1.0` and `Gradient (4.0 pts)`: points; a bare `1` may be a problem."""
    return _POINTS.fullmatch(name) is not None and not name.isdigit()


def _given(given: str, header: Sequence[str], names: Sequence[str], problems: Problems, file: str) -> dict[int, str]:
    """The columns as `--columns` names them: `q1=Response 1,q2=Response 2`, or their names in the order of the problems."""
    try:
        items = [item.strip() for item in fields(given, ",") if item.strip()]
    except Torn as torn:
        raise Invalid(f"--columns: {torn.message}") from None
    if not items:
        raise Invalid("--columns names no column", hint=f"Write it so: --columns '{', '.join(f'{i}=...' for i in problems.ids[:2])}'.")
    pairs = [tuple(part.strip() for part in item.rpartition("=")[::2]) for item in items]
    if not any(left for left, _ in pairs):
        if len(items) > len(problems.ids):
            raise Invalid(
                f"--columns names {len(items)} columns, and the set has {len(problems.ids)} problems",
                hint=f"They are {', '.join(problems.ids)}.",
            )
        pairs = list(zip(problems.ids, items, strict=False))
    out: dict[int, str] = {}
    for left, right in pairs:
        problem, column = (left, right) if problems.find(left) in problems.ids else (right, left)
        found = problems.find(problem)
        if found not in problems.ids:
            raise Invalid(f"--columns: there is no problem {left!r}", hint=nearest(left, problems.ids))
        place = _place(column, names)
        if place is None:
            shown = ", ".join(_short(c) for c in header[:20])
            raise Invalid(f"{file} has no column {column!r}", hint=nearest(plain(column), names) or f"It has {shown}.")
        out[place] = found
    return out


def _place(column: str, names: Sequence[str]) -> int | None:
    """A column by its name, or by its number from 1."""
    name = plain(column)
    if name in names:
        return names.index(name)
    like = [k for k, n in enumerate(names) if letters_of(n) == letters_of(name)]
    if len(like) == 1:
        return like[0]
    number = int(name) if name.isdecimal() and len(name) < MOST_DIGITS else 0
    return number - 1 if 0 < number <= len(names) else None


def _no_answers(file: str, names: Sequence[str], problems: Problems, problem: bool, answer: bool) -> Invalid:
    """What is said of a header in which nothing, or only a part, is known."""
    if problem or answer:
        missing = "answer" if problem else "problem"
        return Invalid(f"{file} has no column {missing!r}", hint=nearest(missing, names) or NAMED)
    if any(_is_points(n) or n.startswith(("grade/", "bewertung/")) for n in names):
        hint = "Export the answers themselves (Moodle: Responses; Canvas: Student analysis)."
        return Invalid(f"{file} holds points, and no answers", hint=hint)
    ids = ", ".join(problems.ids[:5]) or "q1"
    example = problems.ids[0] if problems.ids else "q1"
    hint = nearest("problem", names) or f"{NAMED} Or say which column is which: --columns '{example}=...'."
    return Invalid(f"{file} has no column 'problem', and none that is named like a problem of the set ({ids})", hint=hint)
