"""A file of results, read again: JSON lines or a table, as `writing` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from tutor.desk.classwork import records, tables
from tutor.desk.classwork.row import Broken, Row
from tutor.desk.classwork.summary import VERDICTS
from tutor.edges.data import json_value
from tutor.edges.files import opened
from tutor.errors import Invalid

LONGEST = 8_000_000  # bytes of a line: as many as a row of answers may have
ANEW = "Begin anew without --resume, or name another file with -o."


@dataclass(frozen=True, slots=True)
class ResultEntry:
    """What a line of results says: whose it is, what its verdict depends on, and whether there is one."""

    student: str
    problem: str
    digest: str
    decided: bool

    def whose(self) -> bytes:
        """The student and the problem, in few bytes."""
        return _few(self.student, self.problem)

    def key(self) -> bytes:
        """The same with the digest."""
        return _few(self.student, self.problem, self.digest)


def _few(*texts: str) -> bytes:
    return blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def expected(row: Row | Broken, digest: str, *, table: bool) -> ResultEntry:
    """What a line says that was written for a row."""
    student, problem = (tables.cell(row.student), tables.cell(row.problem)) if table else (row.student, row.problem)
    return ResultEntry(student, problem, digest, True)


def owned(path: Path, *, table: bool) -> BinaryIO:
    """A file that a run has begun, open behind its header. Errors: `Invalid` where it is something else."""
    file = opened(path)
    begins = tables.header().encode() if table else b'{"student": '
    first = file.read(len(begins))
    if first != begins[: len(first)]:
        file.close()
        raise Invalid(f"{path} is no file of results of this version", hint=ANEW)
    file.seek(len(begins) if table and len(first) == len(begins) else 0)
    return file


def entries(file: BinaryIO, path: Path, *, table: bool) -> Iterator[tuple[ResultEntry, bytes]]:
    """What the lines say, from where the file is, without a torn last one. Errors: `Invalid` for what is no record."""
    number = 1 if table else 0
    while (line := file.readline(LONGEST + 1)).endswith(b"\n"):
        number += 1
        found = _table_entry(line) if table else _json_entry(line)
        if found is None:
            raise Invalid(f"line {number} of {path} is no record", hint=ANEW)
        yield found, line
    if len(line) > LONGEST:
        raise Invalid(f"line {number + 1} of {path} is too long: more than {LONGEST} bytes", hint=ANEW)


def _table_entry(line: bytes) -> ResultEntry | None:
    try:
        cells = records.fields(line.decode("utf-8", "replace").rstrip("\r\n"), ",")
    except records.Torn:
        return None
    if len(cells) != len(tables.COLUMNS):
        return None
    found = dict(zip(tables.COLUMNS, cells, strict=True))
    return _entry(found["student"], found["problem"], found["verdict"], found["digest"])


def _json_entry(line: bytes) -> ResultEntry | None:
    try:
        record = json_value(line.decode("utf-8", "replace"))
    except Invalid:
        return None
    if not isinstance(record, dict):
        return None
    return _entry(record.get("student"), record.get("problem"), record.get("verdict"), record.get("digest", ""))


def _entry(student: object, problem: object, verdict: object, digest: object) -> ResultEntry | None:
    student = "" if student is None else student
    if not (isinstance(student, str) and isinstance(problem, str) and isinstance(digest, str)) or verdict not in VERDICTS:
        return None
    return ResultEntry(student, problem, digest, verdict != "undecided")
