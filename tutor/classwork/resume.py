"""Going on with an interrupted run: what was written is kept, as far as it is whole and belongs to the same rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from tutor.classwork.rows import Broken, Row
from tutor.classwork.tables import line as table_line
from tutor.errors import Invalid


def written(path: Path) -> list[tuple[str, str]]:
    """(student, problem) of every whole line in the file, a torn last line cut off. Empty where there is no file yet."""
    if not path.exists():
        return []
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        with path.open("r+b") as file:
            file.truncate(len(whole))
    lines = whole.decode("utf-8", "replace").splitlines()
    if path.suffix == ".csv":
        return [(row[0], row[1]) for row in csv.reader(lines[1:])]
    found = [json.loads(text) for text in lines]
    return [(record.get("student") or "", record["problem"]) for record in found]


def left(rows: Iterable[Row | Broken], done: list[tuple[str, str]], path: Path) -> Iterator[Row | Broken]:
    """The rows after those that are done. Errors: `Invalid` where the file was written for other rows."""
    stream = iter(rows)
    for number, (student, problem) in enumerate(done, start=1):
        row = next(stream, None)
        expected = ("", "") if isinstance(row, Broken) else None if row is None else (_shown(row.student), _shown(row.problem))
        if path.suffix != ".csv" and isinstance(row, Row):
            expected = (row.student, row.problem)
        if expected != (student, problem):
            raise Invalid(
                f"{path} was written for other answers: its row {number} is {student}, {problem}", hint="Begin anew without --resume."
            )
    return chain(stream)


def _shown(text: str) -> str:
    """A name as the table shows it."""
    empty = {"verdict": "", "score": None, "misconception": None, "feedback": "", "read_as": None, "evidence": "", "seconds": None}
    return next(csv.reader([table_line({"student": text, "problem": "", **empty})]))[0]
