"""Answers of a class, row by row, from tables or JSON lines: a broken row is told in its place and costs no other row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from tutor.desk.classwork.attempts import Attempts, Rows, chosen
from tutor.desk.classwork.cells import alone_in, parts_in, tries_in, typed_in
from tutor.desk.classwork.headers import COLUMNS, FOOT, NAMED, Columns, columns_of
from tutor.desk.classwork.problems import Problems
from tutor.desk.classwork.row import Broken, Row
from tutor.desk.classwork.source import LONGEST, Source
from tutor.desk.classwork.table import SAVE_AS, SPREADSHEETS, TABLES, AnswerTable, opened_table
from tutor.desk.classwork.webwork import entries, is_log
from tutor.desk.people import APART, Students
from tutor.errors import Invalid

__all__ = ["COLUMNS", "LONGEST", "Answers", "Broken", "Row", "answers", "rows"]

KEPT = 4_000  # characters of an answer that are kept: it is too long to be read from half of that on
LOG = ".log"
SUFFIXES = (*TABLES, ".jsonl", LOG)
_ANY = Problems(())


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a file one after the other, and how many each of its rows holds."""

    stream: Iterator[Row | Broken]
    each: int = 1


def rows(path: Path) -> Iterator[Row | Broken]:
    """The answers of a file as they stand there. Errors as those of `answers`."""
    return answers(path).stream


def answers(
    path: Path,
    problems: Problems = _ANY,
    columns: str | None = None,
    attempts: Attempts | None = None,
    say: Callable[[str], None] = lambda _: None,
    students: Students | None = None,
) -> Answers:
    """The answers of a file to the problems of a set. What is taken for what, and what is left out, is told to `say`.

    Who is one of the `students` of a roster has the name that stands there, however the file names them.

    Errors: `Invalid`, at once, where the file or the header of a table cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        hint = SAVE_AS if suffix in SPREADSHEETS else "Use .csv or .jsonl."
        raise Invalid(f"{path} is no file of answers: its name ends in {path.suffix or 'nothing'}", hint=hint)
    if suffix == ".jsonl":
        Source(path, say).close()
        begun = partial(_by_roster, partial(_jsonl, path, problems, say), students)
        return Answers(begun() if attempts is None else chosen(begun, attempts, say))
    told = _once(say)
    if suffix == LOG or is_log(path):
        logged = partial(_by_roster, partial(_logged, path, problems, told), students)
        return Answers(chosen(logged, attempts or "last", say))
    table = opened_table(path, told, NAMED)
    layout = columns_of(table.header, path.name, problems, columns)
    for note in layout.notes:
        say(note)
    begun = partial(_by_roster, partial(_table, table, layout, problems, told), students)
    if attempts is None and not layout.answers and layout.attempt is None:
        return Answers(begun())
    return Answers(chosen(begun, attempts or "last", say), len(layout.answers) or 1)


def _by_roster(begun: Rows, students: Students | None) -> Iterator[Row | Broken]:
    for row in begun():
        found = students.find(row.student, row.known) if students is not None and isinstance(row, Row) else None
        if students is None or found is None or isinstance(row, Broken):
            yield row
            continue
        by_name = students.find("", row.known) != found  # then what else the row says still tells two of one name apart
        yield replace(row, student=students.called(found), key=row.key if by_name else found.key, known=_both(found.known, row.known))


def _both(listed: tuple[tuple[str, str], ...], said: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return (*listed, *((of, value) for of, value in said if of not in dict(listed)))


def _once(say: Callable[[str], None]) -> Callable[[str], None]:
    """The same, saying nothing twice: a file may be read twice."""
    said: set[str] = set()

    def told(message: str) -> None:
        if message not in said:
            said.add(message)
            say(message)

    return told


def _jsonl(path: Path, problems: Problems, say: Callable[[str], None]) -> Iterator[Row | Broken]:
    number = 0
    with Source(path, say) as source:
        for text in source.lines():
            if isinstance(text, str) and not text.strip():
                continue
            number += 1
            if isinstance(text, Broken):
                yield Broken(number, text.message)
                continue
            try:  # numbers stay as they were typed
                found = json.loads(text, parse_float=str, parse_int=str)
            except (ValueError, RecursionError) as error:
                said = error.msg if isinstance(error, json.JSONDecodeError) else "a value is nested too deeply"
                yield Broken(number, f"the row is not JSON: {said}")
                continue
            if isinstance(found, dict):
                yield from _row(number, found, problems)
            else:
                yield Broken(number, "the row is no table of fields")


def _row(number: int, found: dict[str, Any], problems: Problems) -> Iterator[Row | Broken]:
    """The row of a JSON object; an answer that is null was not given."""
    known = {c: ("" if v is None else v)[:KEPT] for c in COLUMNS if isinstance(v := found.get(c, ""), str) or (v is None and c == "answer")}
    for column in COLUMNS:
        if column not in found and column != "student":
            fault = f"the field {column} is missing"
        elif column not in known:
            fault = f"the field {column} is no text"
        else:
            continue
        yield Broken(number, fault, known.get("student", ""), known.get("problem", ""))
        return
    attempt, version, seed = ("" if (v := found.get(name)) is None else str(v)[:KEPT] for name in ("attempt", "version", "seed"))
    problem = problems.find(known["problem"])
    row = Row(number, known["student"], problem, known["answer"], attempt=_number(attempt), version=version, seed=seed)
    yield from _answers(row, known["answer"], problems)


def _logged(path: Path, problems: Problems, say: Callable[[str], None]) -> Iterator[Row | Broken]:
    """The answers of a log of WeBWorK."""
    for entry in entries(path, say):
        if isinstance(entry, Broken):
            yield entry
            continue
        row, typed = entry
        problem = problems.at(int(row.problem)) or row.problem
        parts = problems.parts.get(problem, ())
        if len(typed) == len(parts) > 1:
            yield from (replace(row, problem=part, answer=text[:KEPT]) for part, text in zip(parts, typed, strict=True))
        else:
            yield from _answers(replace(row, problem=problem), ", ".join(filter(None, typed)), problems)


def _table(table: AnswerTable, columns: Columns, problems: Problems, say: Callable[[str], None]) -> Iterator[Row | Broken]:
    for number, record in table.rows(say):
        if isinstance(record, str):
            yield Broken(number, record)
        else:
            yield from _of_fields(number, record, columns, table.separator, problems)


def _of_fields(number: int, record: list[str], columns: Columns, separator: str, problems: Problems) -> Iterator[Row | Broken]:
    student = columns.who.name_in(record)
    problem = record[columns.problem].strip()[:KEPT] if columns.problem is not None and columns.problem < len(record) else ""
    said = f"the row has {len(record)} fields, and the header {columns.count}"
    needed = max((*columns.who.told, columns.problem or 0, columns.answer or 0))
    if len(record) <= needed and columns.answer is not None:
        yield Broken(number, said, student, problem)
    elif any(field.strip() for field in record[columns.count :]):
        # What stands after the place where the row broke apart cannot be told; what stands before the answer can.
        first = min((columns.answer if columns.answer is not None else columns.count, *columns.answers))
        sure = student if all(k < first for k in columns.who.told) else ""
        hint = f"; an answer with {separator!r} in it stands in quotation marks"
        yield Broken(number, said + hint, sure, problem if columns.problem is not None and columns.problem < first else "")
    elif not columns.answers:
        assert columns.answer is not None
        row = _begun(number, record, columns, student)
        yield from _answers(replace(row, problem=problems.find(problem)), _cell(record, columns.answer), problems)
    elif not record[0].strip().casefold().startswith(FOOT):
        row = _begun(number, record, columns, student)
        for place, of in columns.answers.items():
            yield from _answers(replace(row, problem=of), _cell(record, place), problems)


def _begun(number: int, record: list[str], columns: Columns, student: str) -> Row:
    """What a row says of all its answers."""
    known = columns.who.known_in(record)
    key = next((value for of in APART for name, value in known if name == of), "")
    attempt, version, seed = ("" if k is None else _cell(record, k).strip() for k in (columns.attempt, columns.version, columns.seed))
    return Row(number, student, "", "", key, _number(attempt), version, seed, known)


def _cell(record: list[str], place: int) -> str:
    return record[place][:KEPT] if place < len(record) else ""


def _answers(row: Row, cell: str, problems: Problems) -> Iterator[Row | Broken]:
    """The answers in a cell: one, or one to each part of the problem, in as many tries as it holds."""
    tries = tries_in(typed_in(cell))
    for k, text in enumerate(tries, start=1):
        this = replace(row, attempt=k) if len(tries) > 1 else row
        parts = problems.parts.get(row.problem)
        if parts is None:
            yield replace(this, answer=alone_in(text))
            continue
        letters = [part.rpartition(".")[2] for part in parts]
        found = parts_in(text, letters)
        if found is None:
            said = f"{row.problem} has the parts {', '.join(parts)}: a row each, or 'part 1: ...; part 2: ...'"
            yield Broken(row.number, said, row.student, row.problem)
        else:
            yield from (replace(this, problem=part, answer=found[x]) for part, x in zip(parts, letters, strict=True))


def _number(attempt: object) -> int:
    text = str(attempt).strip()
    return int(text) if text.isdecimal() and len(text) < 9 else 0
