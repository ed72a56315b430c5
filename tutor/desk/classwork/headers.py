"""What the columns of a file of answers are: one answer a row, or one student a row as course systems write it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tutor.desk.classwork.problems import Problems, letters_of, plain
from tutor.desk.classwork.records import Torn, fields
from tutor.desk.people import ASKED_NAME, FIELDS, FIRST_NAMES, KEYS, LAST_NAMES, NAMES, NOBODY, Places, first, places
from tutor.errors import Invalid, nearest

COLUMNS = ("student", "problem", "answer")
MOST_DIGITS = 9  # of the number of a column
NAMED = f"Its first line names the columns: {','.join(COLUMNS)}, or student and one column a problem."
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
_WORTH = re.compile(r"(?<=\S) ?\(\d+ (?:points?|possible|marks?|punkte?)\)\Z")  # what a question is worth, behind its name
_ENDINGS = ("[score]", "[feedback]", "[punktzahl]", "[points]", "[note]")  # of the columns beside those of a quiz
SCORES = ("score", "total score", "total points", "max points", "grade", "punktzahl", "gesamtpunktzahl")
_POINTS = re.compile(r"\d+(?:\.\d+)?|.*\(\d+\.\d+ pts\)|(?:q|f)\. ?\d+ ?/.*")
_RESPONSE = re.compile(r"(?:response|answer|antwort|réponse) ?(\d{1,3})")
_LEADING = re.compile(r"(?:question|problem|frage|aufgabe|q)?\.? ?(\d{1,9})(?: ?[:.)]| -) ?\S.*")
# The rows at the foot of a table.
FOOT = ("overall average", "gesamtdurchschnitt", "moyenne générale", "points possible")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where everything stands. With one answer a row, `problem` and `answer` are places; else `answers` are, each with its problem.

    `who` says whose a row is; `notes` say what was taken for what.
    """

    count: int
    who: Places = NOBODY
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
    who = places(names)
    of_sheet = first(names, _ATTEMPT), first(names, _VERSION), first(names, _SEED)
    notes = [] if who.told else [f"{file} has no column student: all its answers count for one student without a name."]
    if given is not None:
        answers = _given(given, header, names, problems, file)
        return Columns(len(header), who, *of_sheet, answers=answers, notes=tuple(notes))
    problem, answer = first(names, _PROBLEM), first(names, _ANSWER)
    if problem is not None and answer is not None:
        taken = [n for n in (names[k] for k in (*who.told, problem, answer)) if n not in (*COLUMNS, *FIRST_NAMES, *LAST_NAMES, *KEYS)]
        if taken:
            said = [f"{names[k]} as {c}" for k, c in ((problem, "problem"), (answer, "answer")) if names[k] != c]
            notes.append(f"Of {file}, the columns are read so: {', '.join([*(f'{names[k]} as student' for k in who.told), *said])}.")
        return Columns(len(header), who, *of_sheet, problem, answer, notes=tuple(notes))
    answers = _matched(names, problems) if problem is None else {}
    if not answers and answer is not None and len(problems.ids) == 1:
        answers = {answer: problems.ids[0]}
    if not answers or not (who.told or len(answers) > 1):
        raise _no_answers(file, names, problems, problem is not None, answer is not None)
    if matched := ", ".join(f"{_short(header[k])} is {i}" for k, i in answers.items() if names[k] != plain(i)):
        notes.append(f"{file} has one student a row: {matched}.")
    there = {i for name in answers.values() for i in (name, *problems.parts.get(name, ()))}
    if missing := [i for i in problems.ids if i not in there]:
        notes.append(f"{file} has no column for {', '.join(missing[:10])}.")
    return Columns(len(header), who, *of_sheet, answers=answers, notes=tuple(notes))


def _short(cell: str) -> str:
    shown = " ".join(cell.split())
    return repr(shown if len(shown) <= 30 else f"{shown[:30]}...")


def _matched(names: Sequence[str], problems: Problems) -> dict[int, str]:
    """The columns that are answers: by id or title, else by number, else all that are left where there are as many as problems.

    Of two columns to one problem the first counts.
    """
    free = [k for k, name in enumerate(names) if name and not _is_other(name)]
    names = [_WORTH.sub("", name) for name in names]
    out: dict[str, int] = {}
    for ask in (_by_name, _by_response, _by_number, _led):
        left = [k for k in free if k not in out.values()]
        for k, i in ask(names, left, problems).items():
            out.setdefault(i, k)
    if not out:
        return _in_order(free, problems)
    return {k: i for i, k in sorted(out.items(), key=lambda item: item[1])}


def _by_name(names: Sequence[str], free: Sequence[int], problems: Problems) -> dict[int, str]:
    return {k: i for k in free if (i := problems.named(names[k]))}


def _by_response(names: Sequence[str], free: Sequence[int], problems: Problems) -> dict[int, str]:
    return _counted({k: int(m[1]) for k in free if (m := _RESPONSE.fullmatch(names[k]))}, problems)


def _by_number(names: Sequence[str], free: Sequence[int], problems: Problems) -> dict[int, str]:
    return {k: i for k in free if (i := problems.numbered(names[k]))}


def _led(names: Sequence[str], free: Sequence[int], problems: Problems) -> dict[int, str]:
    """Columns such as `1. Find the gradient`; numbers beyond the set are those of a store of questions, and the order counts."""
    numbers = {k: int(m[1]) for k in free if (m := _LEADING.fullmatch(names[k])) and not _POINTS.fullmatch(names[k])}
    found = _counted(numbers, problems)
    return found if len(found) == len(numbers) else _in_order(list(numbers), problems)


def _counted(numbers: Mapping[int, int], problems: Problems) -> dict[int, str]:
    meant = problems.counted(numbers.values())
    return {k: meant[n] for k, n in numbers.items() if n in meant}


def _in_order(columns: Sequence[int], problems: Problems) -> dict[int, str]:
    """As many columns as there are problems, or as there are with all their parts."""
    listed = next((ids for ids in (problems.ids, problems.wholes) if len(ids) == len(columns)), ())
    return dict(zip(columns, listed, strict=False))


def _is_other(name: str) -> bool:
    known = (*NAMES, *FIRST_NAMES, *LAST_NAMES, *KEYS, *FIELDS["section"], *_ATTEMPT, *_VERSION, *_SEED)
    beside = name.startswith(_BEGINNINGS) or name.endswith(_ENDINGS) or _is_points(name)
    return beside or name in known or name in _OTHERS or ASKED_NAME.fullmatch(name) is not None


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
        problem, column = (left, right) if problems.find(left) in problems else (right, left)
        found = problems.find(problem)
        if found not in problems:
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
    if any(_is_points(n) or n in SCORES or n.startswith(("grade/", "bewertung/", "points - ")) for n in names):
        hint = "Export the answers themselves (Moodle: Responses; Canvas: Student analysis; IMathAS: Scored Attempt)."
        return Invalid(f"{file} holds points, and no answers", hint=hint)
    ids = ", ".join(problems.ids[:5]) or "q1"
    example = problems.ids[0] if problems.ids else "q1"
    hint = nearest("problem", names) or f"{NAMED} Or say which column is which: --columns '{example}=...'."
    return Invalid(f"{file} has no column 'problem', and none that is named like a problem of the set ({ids})", hint=hint)
