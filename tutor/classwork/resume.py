"""Going on with an interrupted run: what was written is kept, as far as it is whole and belongs to the same rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from tutor.classwork import tables
from tutor.classwork.rows import Broken, Row
from tutor.errors import Invalid

BLOCK = 65_536  # bytes read at a time from the end, looking for the end of the last whole line
ANEW = "Begin anew without --resume, or name another file with -o."


def left(rows: Iterator[Row | Broken], path: Path, *, table: bool) -> int:
    """Take from the rows those that stand in a file of results already, a table or lines of JSON; how many lines it has.

    A torn last line is cut off. Errors: `Invalid` where the file was written for other rows, or is no file of results.
    """
    if not path.exists():
        return 0
    _owned(path, table)
    _cut(path)
    count = 0
    with path.open("rb") as file:
        for count, line in enumerate(file, start=1):
            if table and count == 1:
                continue
            number = count - table
            found = _who(line, table)
            if found is None:
                raise Invalid(f"line {count} of {path} is no record", hint=ANEW)
            row = next(rows, None)
            if row is None:
                raise Invalid(f"{path} was written for other answers: it has more than there are", hint=ANEW)
            expected = (tables.cell(row.student), tables.cell(row.problem)) if table else (row.student, row.problem)
            if expected != found:
                raise Invalid(f"{path} was written for other answers: its row {number} is of {found[0]!r} to {found[1]!r}", hint=ANEW)
    return count


def _owned(path: Path, table: bool) -> None:
    """A file that a run has begun, so that nothing is cut off another one."""
    begins = tables.header().encode() if table else b'{"student": '
    with path.open("rb") as file:
        first = file.read(len(begins))
    if first != begins[: len(first)]:
        raise Invalid(f"{path} is no file of results", hint=ANEW)


def _cut(path: Path) -> None:
    """Leave only whole lines."""
    with path.open("r+b") as file:
        at = file.seek(0, 2)
        while at > 0:
            start = max(0, at - BLOCK)
            file.seek(start)
            found = file.read(at - start).rfind(b"\n")
            if found >= 0:
                at = start + found + 1
                break
            at = start
        file.truncate(at)


def _who(line: bytes, table: bool) -> tuple[str, str] | None:
    """Student and problem of a line; None where it is no record."""
    text = line.decode("utf-8", "replace")
    if table:
        cells = next(csv.reader([text]), [])
        return (cells[0], cells[1]) if len(cells) == len(tables.COLUMNS) else None
    try:
        record = json.loads(text)
        return (record["student"] or "", record["problem"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
