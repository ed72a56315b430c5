"""Exercise sets, TOML or JSON lines, and problems typed on the command line: records read one by one.

A broken record spoils nothing else: it keeps its error in its place.

No SymPy here: the command line reads a set before it knows whether anything has to be solved.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tutor.errors import Invalid, Place, TutorError, nearest

HEADER = ("title", "course", "author", "due", "instructions", "problem")
LARGEST_FILE = 64_000_000  # bytes; a set of 100,000 problems is a fifth of that
SUFFIXES = (".toml", ".jsonl")


@dataclass(frozen=True, slots=True)
class Record:
    """One problem as it stands in its file: nothing checked but that it is a table with a kind."""

    id: str
    kind: str
    fields: Mapping[str, Any]
    file: str | None = None
    error: TutorError | None = None

    def place(self, field: str | None = None) -> Place:
        """Where this record, or one of its fields, is."""
        return Place(file=self.file, problem=self.id, field=field)


@dataclass(frozen=True, slots=True)
class ProblemSet:
    """A set: its header and its records, broken ones among them in their places."""

    records: tuple[Record, ...]
    header: Mapping[str, str] = field(default_factory=dict)
    file: str | None = None


def load_set(path: Path) -> ProblemSet:
    """The set in a file. `Invalid` where the file itself cannot be read; a broken record only carries its error."""
    if path.suffix not in SUFFIXES:
        ending = path.suffix or "nothing"
        raise Invalid(f"{path} is not an exercise set: its name ends in {ending}", hint="A set is a .toml or .jsonl file.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Invalid(f"cannot read {path}: {error.strerror}") from None
    if len(data) > LARGEST_FILE:
        raise Invalid(f"{path} is too large: {len(data)} bytes, at most {LARGEST_FILE}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(f"{path} is not UTF-8 text: byte {error.start + 1}") from None
    return _toml(text, path.name) if path.suffix == ".toml" else _jsonl(text, path.name)


def _toml(text: str, file: str) -> ProblemSet:
    try:
        data = tomllib.loads(text, parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Invalid(f"{file} is not TOML: {error}") from None
    for key in data:
        if key not in HEADER:
            raise Invalid(f"unknown header field {key!r}", hint=nearest(key, HEADER), place=Place(file=file))
    problems = data.pop("problem", None)
    if not isinstance(problems, list) or not problems:
        raise Invalid("there is no problem in the set", hint="Each one begins with [[problem]].", place=Place(file=file))
    header = {k: str(v) for k, v in data.items()}
    return ProblemSet(_records(problems, file), header, file)


def _jsonl(text: str, file: str) -> ProblemSet:
    rows: list[Any] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            rows.append(json.loads(line, parse_float=str, parse_constant=str))
        except (json.JSONDecodeError, RecursionError, ValueError) as error:
            message = error.msg if isinstance(error, json.JSONDecodeError) else "a value is nested too deeply or too long"
            rows.append(Invalid(f"line {number} is not JSON: {message}", place=Place(file=file)))
    return ProblemSet(_records(rows, file), {}, file)


def _records(rows: Sequence[Any], file: str) -> tuple[Record, ...]:
    out: list[Record] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        record = as_record(row, str(number), file)
        if record.id in seen:
            error = Invalid(f"the id {record.id!r} is given twice", place=record.place("id"))
            record = Record(record.id, record.kind, record.fields, file, record.error or error)
        seen.add(record.id)
        out.append(record)
    return tuple(out)


def as_record(row: Any, default_id: str, file: str | None = None) -> Record:
    """A row of a set as a record; what is wrong with it is kept in it."""
    if isinstance(row, TutorError):
        return Record(default_id, "", {}, file, row)
    if not isinstance(row, dict):
        error = Invalid("a problem is a table of fields", place=Place(file=file, problem=default_id))
        return Record(default_id, "", {}, file, error)
    name = row.get("id", default_id)
    if not isinstance(name, str | int) or isinstance(name, bool):
        error = Invalid("an id is a short text", place=Place(file=file, problem=default_id, field="id"))
        return Record(default_id, "", {}, file, error)
    kind = row.get("kind")
    fields = {k: v for k, v in row.items() if k not in ("id", "kind")}
    if not isinstance(kind, str):
        error = Invalid("the field kind is missing", place=Place(file=file, problem=str(name)))
        return Record(str(name), "", fields, file, error)
    return Record(str(name), kind, fields, file)


def from_arguments(kind: str, arguments: Iterable[str]) -> Record:
    """`gradient`, `function=x^2 y`, `point=(1, 2)` as typed in a shell. Tables, and lists that are TOML, are read as such."""
    fields: dict[str, Any] = {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        name = name.strip()
        if not equals or not name.isidentifier():
            raise Invalid(f"{argument!r} is not field=value", hint="For example: tutor solve gradient function='x^2 y' point='(1, 2)'")
        if name in fields:
            raise Invalid(f"the field {name} is given twice")
        fields[name] = _value(value.strip())
    name = fields.pop("id", "1")
    return Record(str(name), kind, fields)


def _value(text: str) -> Any:
    if text[:1] in ("{", "["):
        try:
            return tomllib.loads(f"value = {text}", parse_float=str)["value"]
        except (tomllib.TOMLDecodeError, RecursionError):
            return text  # mathematics in brackets: [x^2, y]
    return text
