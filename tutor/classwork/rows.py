"""Answers of a class, row by row, from CSV or JSON lines: a broken row is told in its place and costs no other row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from tutor.errors import Invalid, nearest

COLUMNS = ("student", "problem", "answer")
LONGEST = 8_000_000  # bytes of a row: more than any answer, less than what would hurt
KEPT = 4_000  # characters of an answer that are kept: it is too long to be read from half of that on
MOST_LINES = 60  # lines that one quoted field may run over before its quote counts as never closed
SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """One answer. `number` counts the rows of the file from 1, the header not counted."""

    number: int
    student: str
    problem: str
    answer: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read, and why."""

    number: int
    message: str


def rows(path: Path) -> Iterator[Row | Broken]:
    """The rows of a file, one after the other. Errors: `Invalid` where the file, or the header of a CSV, cannot be read."""
    if path.suffix not in (".csv", ".jsonl"):
        raise Invalid(f"{path} is no file of answers: its name ends in {path.suffix or 'nothing'}", hint="Use .csv or .jsonl.")
    try:
        file = path.open("rb")
    except OSError as error:
        raise Invalid(f"cannot read {path}: {error.strerror}") from None
    with file:
        yield from (_csv if path.suffix == ".csv" else _jsonl)(file, path.name)


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines with their ends; None for one that is too long, whose rest is skipped."""
    while line := file.readline(LONGEST + 1):
        if len(line) <= LONGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST)
        yield None


def _text(line: bytes | None, number: int) -> str | Broken:
    if line is None:
        return Broken(number, f"the row is too long: more than {LONGEST} bytes")
    try:
        return line.decode("utf-8-sig" if number <= 1 else "utf-8")
    except UnicodeDecodeError as error:
        return Broken(number, f"the row is not UTF-8 text: byte {error.start + 1}")


def _jsonl(file: BinaryIO, name: str) -> Iterator[Row | Broken]:
    number = 0
    for line in _lines(file):
        if line is not None and not line.strip():
            continue
        number += 1
        text = _text(line, number)
        if isinstance(text, Broken):
            yield text
            continue
        try:
            found = json.loads(text, parse_float=str, parse_int=str)
        except (ValueError, RecursionError) as error:
            said = error.msg if isinstance(error, json.JSONDecodeError) else "a value is nested too deeply"
            yield Broken(number, f"the row is not JSON: {said}")
            continue
        yield _row(number, found) if isinstance(found, dict) else Broken(number, "the row is no table of fields")


def _row(number: int, found: dict[str, Any]) -> Row | Broken:
    for column in ("problem", "answer"):
        if column not in found:
            return Broken(number, f"the field {column} is missing")
    values = [found.get(c, "") for c in COLUMNS]
    for column, value in zip(COLUMNS, values, strict=True):
        if not isinstance(value, str):
            return Broken(number, f"the field {column} is no text")
    return Row(number, values[0][:KEPT], values[1][:KEPT], values[2][:KEPT])


def _csv(file: BinaryIO, name: str) -> Iterator[Row | Broken]:
    lines = _lines(file)
    header = _text(next(lines, b""), 0)
    if isinstance(header, Broken) or not header.strip():
        raise Invalid(f"{name} has no header", hint=f"Its first line names the columns: {','.join(COLUMNS)}")
    separator = max(SEPARATORS, key=header.count)
    columns = [c.strip().lower() for c in next(csv.reader([header], delimiter=separator))]
    for column in ("problem", "answer"):
        if column not in columns:
            hint = nearest(column, columns) or f"The first line names the columns: {','.join(COLUMNS)}"
            raise Invalid(f"{name} has no column {column!r}", hint=hint)
    number = 0
    for record in _records(lines):
        if isinstance(record, str) and not record.strip():
            continue
        number += 1
        if not isinstance(record, str):
            yield Broken(number, record.message)
            continue
        try:
            fields = next(csv.reader(record.splitlines(keepends=True), delimiter=separator, strict=True))
        except (csv.Error, StopIteration) as error:
            yield Broken(number, f"the row is not CSV: {error}")
            continue
        if len(fields) < len(columns) and len(fields) <= max(columns.index("problem"), columns.index("answer")):
            yield Broken(number, f"the row has {len(fields)} fields, and the header {len(columns)}")
            continue
        yield _row(number, dict(zip(columns, fields, strict=False)))


def _records(lines: Iterator[bytes | None]) -> Iterator[str | Broken]:
    """Lines joined while a quoted field is open; where it is never closed, only the line that opened it is lost."""
    waiting: list[bytes | None] = []

    def following() -> bytes | str | None:
        return waiting.pop(0) if waiting else next(lines, "end")

    while (line := following()) != "end":
        text = _text(line if not isinstance(line, str) else None, 2)
        if isinstance(text, Broken) or text.count('"') % 2 == 0:
            yield text
            continue
        held: list[bytes | None] = []
        whole = text
        while len(held) < MOST_LINES and len(whole) <= LONGEST:
            more = following()
            if more == "end":
                break
            assert not isinstance(more, str)
            held.append(more)
            added = _text(more, 2)
            if isinstance(added, Broken):
                break
            whole += added
            if whole.count('"') % 2 == 0:
                break
        if whole.count('"') % 2 == 0:
            yield whole
        else:
            yield Broken(0, "a quotation mark is never closed")
            waiting[:0] = held
