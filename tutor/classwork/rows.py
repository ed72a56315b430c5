"""Answers of a class, row by row, from CSV or JSON lines: a broken row is told in its place and costs no other row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from tutor.classwork.records import Torn, fields, records
from tutor.errors import Invalid, nearest
from tutor.files import opened

COLUMNS = ("student", "problem", "answer")
LONGEST = 8_000_000  # bytes of a row: more than any answer, less than what would hurt
KEPT = 4_000  # characters of an answer that are kept: it is too long to be read from half of that on
SEPARATORS = ",;\t"
SUFFIXES = (".csv", ".jsonl")


@dataclass(frozen=True, slots=True)
class Row:
    """One answer. `number` counts the rows of the file from 1, the header and empty lines not counted."""

    number: int
    student: str
    problem: str
    answer: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read, why, and whose it is where that much can be read."""

    number: int
    message: str
    student: str = ""
    problem: str = ""


def rows(path: Path) -> Iterator[Row | Broken]:
    """The rows of a file, one after the other. Errors: `Invalid`, at once, where the file or the header of a CSV cannot be read."""
    if path.suffix not in SUFFIXES:
        raise Invalid(f"{path} is no file of answers: its name ends in {path.suffix or 'nothing'}", hint="Use .csv or .jsonl.")
    file = opened(path)
    if path.suffix == ".jsonl":
        return _jsonl(file)
    try:
        return _csv(file, *_header(file, path.name))
    except Invalid:
        file.close()
        raise


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines with their ends; None for one that is too long, whose rest is skipped."""
    while line := file.readline(LONGEST + 1):
        if len(line) <= LONGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST)
        yield None


def _text(line: bytes | None) -> str | Broken:
    """The text of a line; a `Broken` without its number where there is none."""
    if line is None:
        return Broken(0, f"the row is too long: more than {LONGEST} bytes")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        return Broken(0, f"the row is not UTF-8 text: byte {error.start + 1}")


def _jsonl(file: BinaryIO) -> Iterator[Row | Broken]:
    number = 0
    with file:
        for line in _lines(file):
            if line is not None and not line.strip():
                continue
            number += 1
            text = _text(line)
            if isinstance(text, Broken):
                yield Broken(number, text.message)
                continue
            try:  # a byte order mark may begin the file; numbers stay as they were typed
                found = json.loads(text.removeprefix("\ufeff"), parse_float=str, parse_int=str)
            except (ValueError, RecursionError) as error:
                said = error.msg if isinstance(error, json.JSONDecodeError) else "a value is nested too deeply"
                yield Broken(number, f"the row is not JSON: {said}")
                continue
            yield _row(number, found) if isinstance(found, dict) else Broken(number, "the row is no table of fields")


def _row(number: int, found: dict[str, Any]) -> Row | Broken:
    known = {c: v[:KEPT] for c in COLUMNS if isinstance(v := found.get(c, ""), str)}
    for column in COLUMNS:
        if column not in found and column != "student":
            fault = f"the field {column} is missing"
        elif column not in known:
            fault = f"the field {column} is no text"
        else:
            continue
        return Broken(number, fault, known.get("student", ""), known.get("problem", ""))
    return Row(number, known["student"], known["problem"], known["answer"])


def _header(file: BinaryIO, name: str) -> tuple[list[str], str]:
    """The names of the columns and what separates them."""
    named = f"Its first line names the columns: {','.join(COLUMNS)}"
    text = _text(file.readline(LONGEST).removeprefix(b"\xef\xbb\xbf"))
    if isinstance(text, Broken) or "\0" in text:
        raise Invalid(f"{name} is not UTF-8 text", hint="Save it from the spreadsheet as CSV UTF-8.")
    header = text.rstrip("\r\n")
    if "\r" in header:
        raise Invalid(f"{name} has the line ends of another age", hint="Save it from the spreadsheet as CSV UTF-8.")
    if not header.strip():
        raise Invalid(f"{name} has no header", hint=named)
    separator = max(SEPARATORS, key=header.count)
    try:
        columns = [c.strip().lower() for c in fields(header, separator)]
    except Torn as torn:
        raise Invalid(f"the header of {name} is not CSV: {torn.message}", hint=named) from None
    for column in ("problem", "answer"):
        if column not in columns:
            raise Invalid(f"{name} has no column {column!r}", hint=nearest(column, columns) or named)
    if twice := [c for c in COLUMNS if columns.count(c) > 1]:
        raise Invalid(f"{name} has the column {twice[0]!r} twice")
    return columns, separator


def _csv(file: BinaryIO, columns: list[str], separator: str) -> Iterator[Row | Broken]:
    places = {c: columns.index(c) for c in COLUMNS if c in columns}
    faults: list[str] = []  # of the lines that are None to `records`, in their order

    def lines() -> Iterator[str | None]:
        for line in _lines(file):
            text = _text(line)
            if isinstance(text, Broken):
                faults.append(text.message)
            yield None if isinstance(text, Broken) else text

    with file:
        for number, record in enumerate(records(lines(), separator), start=1):
            if record is None:
                yield Broken(number, faults.pop(0))
            elif isinstance(record, Torn):
                yield Broken(number, f"the row is not CSV: {record.message}")
            else:
                yield _of_fields(number, record, columns, places, separator)


def _of_fields(number: int, record: list[str], columns: list[str], places: dict[str, int], separator: str) -> Row | Broken:
    found = {c: record[k] for c, k in places.items() if k < len(record)}
    for name in ("student", "problem"):  # a list typed by hand has blanks after its commas
        if name in found:
            found[name] = found[name].strip()[:KEPT]
    said = f"the row has {len(record)} fields, and the header {len(columns)}"
    if len(found) < len(places):
        return Broken(number, said, found.get("student", ""), found.get("problem", ""))
    if any(field.strip() for field in record[len(columns) :]):
        # What stands after the place where the row broke apart cannot be told; what stands before the answer can.
        sure = {c: v for c, v in found.items() if places[c] < places["answer"]}
        hint = f"; an answer with {separator!r} in it stands in quotation marks"
        return Broken(number, said + hint, sure.get("student", ""), sure.get("problem", ""))
    return Row(number, found.get("student", ""), found["problem"], found["answer"][:KEPT])
