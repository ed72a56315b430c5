"""Verdicts as rows of a CSV file that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from tutor.edges.harmless import clean

COLUMNS = (
    "student", "problem", "version", "answer", "verdict", "score", "earned", "marks", "misconception", "named", "feedback", "read_as",
    "evidence", "seconds", "digest",
)  # fmt: skip
# A cell that begins with one of these is a formula to a spreadsheet; the wide forms are so in a Japanese one.
ACTING = ("=", "+", "-", "@", "\t", "\r", "|", "%", "＝", "＋", "－", "＠")


def header() -> str:
    """The first line."""
    return _line(COLUMNS)


def line(record: dict[str, Any]) -> str:
    """One record as a line."""
    read = record["read_as"]
    values = {**record, "read_as": "" if read is None else read["text"]}
    return _line([cell(values.get(c)) for c in COLUMNS])


def cell(value: object) -> str:
    """A number as it is, a text cleaned, on one line, and with an apostrophe before what a spreadsheet would run."""
    if value is None:
        return ""
    if isinstance(value, float | int):
        return f"{value:g}"
    text = " ".join(clean(str(value)).split())
    return f"'{text}" if text.startswith(ACTING) else text


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
