"""Answers of a class, row by row, from tables or JSON lines: a broken row is told in its place and costs no other row."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tutor.desk.classwork.attempts import Attempts, chosen
from tutor.desk.classwork.headers import COLUMNS, FOOT, NAMED, Columns, columns_of
from tutor.desk.classwork.problems import Problems
from tutor.desk.classwork.records import MOST_LINES, Torn, fields, records
from tutor.desk.classwork.row import Broken, Row
from tutor.desk.classwork.source import LONGEST, UTF8, Source
from tutor.errors import Invalid

__all__ = ["COLUMNS", "LONGEST", "Answers", "Broken", "Row", "answers", "rows"]

KEPT = 4_000  # characters of an answer that are kept: it is too long to be read from half of that on
SEPARATORS = ",;\t"
TABLES = (".csv", ".tsv", ".txt")
SUFFIXES = (*TABLES, ".jsonl")
_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n")  # a first line for Excel
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
) -> Answers:
    """The answers of a file to the problems of a set. What is taken for what, and what is left out, is told to `say`.

    Errors: `Invalid`, at once, where the file or the header of a table cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise Invalid(f"{path} is no file of answers: its name ends in {path.suffix or 'nothing'}", hint="Use .csv or .jsonl.")
    if suffix == ".jsonl":
        Source(path, say).close()
        begun = partial(_jsonl, path, problems, say)
        return Answers(begun() if attempts is None else chosen(begun, attempts, say))
    with Source(path, say) as source:
        header, separator, above = _header(source)
    layout = columns_of(header, path.name, problems, columns)
    for note in layout.notes:
        say(note)
    told = _once(say)
    table = partial(_table, path, layout, separator, above, problems, told)
    if attempts is None and not layout.answers and layout.attempt is None:
        return Answers(table())
    return Answers(chosen(table, attempts or "last", say), len(layout.answers) or 1)


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
            yield _row(number, found, problems) if isinstance(found, dict) else Broken(number, "the row is no table of fields")


def _row(number: int, found: dict[str, Any], problems: Problems) -> Row | Broken:
    known = {c: v[:KEPT] for c in COLUMNS if isinstance(v := found.get(c, ""), str)}
    for column in COLUMNS:
        if column not in found and column != "student":
            fault = f"the field {column} is missing"
        elif column not in known:
            fault = f"the field {column} is no text"
        else:
            continue
        return Broken(number, fault, known.get("student", ""), known.get("problem", ""))
    attempt, version, seed = (str(found.get(name, ""))[:KEPT] for name in ("attempt", "version", "seed"))
    problem = problems.find(known["problem"])
    return Row(number, known["student"], problem, known["answer"], attempt=_number(attempt), version=version, seed=seed)


def _header(source: Source) -> tuple[list[str], str, int]:
    """The names of the columns, what separates them, and how many lines stand above. A name may run over lines."""
    name = source.name
    lines = source.lines()
    text = next(lines, "")
    named = _SEPARATOR.fullmatch(text) if isinstance(text, str) else None
    if named is not None:
        text = next(lines, "")
    if isinstance(text, Broken) or "\0" in text:
        raise Invalid(f"{name} is not UTF-8 text", hint=UTF8)
    for _ in range(MOST_LINES):
        if text.count('"') % 2 == 0 or not isinstance(more := next(lines, None), str):
            break
        text += more
    header = text.rstrip("\r\n")
    if "\r" in header.replace("\r\n", "\n"):
        raise Invalid(f"{name} has the line ends of another age", hint=UTF8)
    if not header.strip():
        raise Invalid(f"{name} has no header", hint=NAMED)
    outside = "".join(header.split('"')[::2])
    separator = named[1] if named is not None else max(SEPARATORS, key=outside.count)
    try:
        return fields(header, separator), separator, 0 if named is None else 1
    except Torn as torn:
        raise Invalid(f"the header of {name} is not CSV: {torn.message}", hint=NAMED) from None


def _table(
    path: Path, columns: Columns, separator: str, above: int, problems: Problems, say: Callable[[str], None]
) -> Iterator[Row | Broken]:
    faults: list[str] = []  # of the lines that are None to `records`, in their order

    def lines(source: Source) -> Iterator[str | None]:
        for text in source.lines():
            if isinstance(text, Broken):
                faults.append(text.message)
            yield None if isinstance(text, Broken) else text

    with Source(path, say) as source:
        found = records(lines(source), separator)
        for _ in range(above + 1):  # the header, and what stands above it
            next(found, None)
        number = 0
        for record in found:
            if isinstance(record, list) and not any(cell.strip() for cell in record):
                continue
            number += 1
            if record is None:
                yield Broken(number, faults.pop(0))
            elif isinstance(record, Torn):
                yield Broken(number, f"the row is not CSV: {record.message}")
            else:
                yield from _of_fields(number, record, columns, separator, problems)


def _of_fields(number: int, record: list[str], columns: Columns, separator: str, problems: Problems) -> Iterator[Row | Broken]:
    student = _student(record, columns.student)
    problem = record[columns.problem].strip()[:KEPT] if columns.problem is not None and columns.problem < len(record) else ""
    said = f"the row has {len(record)} fields, and the header {columns.count}"
    needed = max((*columns.student, columns.problem or 0, columns.answer or 0))
    if len(record) <= needed and columns.answer is not None:
        yield Broken(number, said, student, problem)
    elif any(field.strip() for field in record[columns.count :]):
        # What stands after the place where the row broke apart cannot be told; what stands before the answer can.
        first = min((columns.answer if columns.answer is not None else columns.count, *columns.answers))
        sure = student if all(k < first for k in columns.student) else ""
        hint = f"; an answer with {separator!r} in it stands in quotation marks"
        yield Broken(number, said + hint, sure, problem if columns.problem is not None and columns.problem < first else "")
    elif not columns.answers:
        assert columns.answer is not None
        yield _made(number, record, columns, student, problems.find(problem), columns.answer)
    elif not record[0].strip().casefold().startswith(FOOT):
        for place, of in columns.answers.items():
            yield _made(number, record, columns, student, of, place)


def _student(record: list[str], places: tuple[int, ...]) -> str:
    return " ".join(record[k].strip() for k in places if k < len(record) and record[k].strip())[:KEPT]


def _made(number: int, record: list[str], columns: Columns, student: str, problem: str, place: int) -> Row:
    answer = record[place][:KEPT] if place < len(record) else ""
    key, attempt, version, seed = (
        _student(record, () if place is None else (place,)) for place in (columns.key, columns.attempt, columns.version, columns.seed)
    )
    return Row(number, student, problem, answer, key, _number(attempt), version, seed)


def _number(attempt: Any) -> int:
    text = str(attempt).strip()
    return int(text) if text.isdecimal() and len(text) < 9 else 0
