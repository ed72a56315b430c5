"""A table of numbers that somebody else wrote: a CSV file, read within limits, its separator and decimal sign found out."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tutor.edges.files import read_text
from tutor.errors import Invalid

LARGEST = 2_000_000  # bytes
MOST_LINES = 20_000
LONGEST = 40  # characters of a number
SUFFIXES = (".csv", ".tsv")
SEPARATORS = "\t;,"  # a comma last: beside another separator it is a decimal one
_NUMBER = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:e[+-]?\d{1,2})?")
_COMMA = re.compile(r"[+-]?\d{0,30},\d{1,30}(?:e[+-]?\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Numerals:
    """Rows of one length, every entry a numeral with a point; the names of the columns, if the file has them.

    `commas` says that decimal commas were read as points.
    """

    rows: tuple[tuple[str, ...], ...]
    names: tuple[str, ...] = ()
    commas: bool = False


def is_name(value: object) -> bool:
    """Whether a value names a file of data, and is none itself."""
    return isinstance(value, str) and "\n" not in value and Path(value).suffix.lower() in SUFFIXES


def table(path: Path, within: Path | None = None) -> Numerals:
    """The table in a file that lies in the folder `within`, if one is given. Errors: `Invalid`, with line and column."""
    lines = _lines(path, read_text(path, LARGEST, within))
    separator = _separator(lines[0][1]) if lines else ","
    if lines and lines[0][1].startswith("sep="):  # a first line for Excel
        lines = lines[1:]
    if not lines:
        raise Invalid(f"{path.name} has no rows")
    found = [(number, _cells(path, number, line, separator)) for number, line in lines]
    first = [_numeral(cell, separator) for cell in found[0][1]]
    names = () if any(first) else tuple(found.pop(0)[1])
    wide = len(names or found[0][1]) if found else 0
    rows = tuple(tuple(_row(path, number, cells, wide, separator)) for number, cells in found)
    return Numerals(rows, names, any("," in cell for _, cells in found for cell in cells))


def _lines(path: Path, text: str) -> list[tuple[int, str]]:
    """The lines with their numbers, without empty ones and remarks."""
    listed = text.splitlines()
    if len(listed) > MOST_LINES:
        raise Invalid(f"{path.name} has more than {MOST_LINES} lines")
    return [(k, line) for k, line in enumerate(listed, start=1) if line.strip(" \t,;") and not line.lstrip().startswith("#")]


def _separator(line: str) -> str:
    """What stands between the columns; spaces where there is nothing else."""
    outside = "".join(line.split('"')[::2])
    return next((s for s in SEPARATORS if s in outside), " ")


def _cells(path: Path, number: int, line: str, separator: str) -> list[str]:
    if separator == " ":
        return line.split()
    try:
        (cells,) = csv.reader([line], delimiter=separator, strict=True)
    except (csv.Error, ValueError):
        raise Invalid(f"line {number} of {path.name} is not CSV: a quotation mark is not closed") from None
    return [cell.strip() for cell in cells]


def _row(path: Path, number: int, cells: list[str], wide: int, separator: str) -> Iterator[str]:
    if len(cells) != wide:
        raise Invalid(f"line {number} of {path.name} has {len(cells)} entries, and the first has {wide}")
    for column, cell in enumerate(cells, start=1):
        found = _numeral(cell, separator)
        if found is None:
            what = f"no number but {cell[:LONGEST]!r}" if cell else "nothing"
            raise Invalid(f"line {number} of {path.name} has {what} in column {column}")
        yield found


def _numeral(cell: str, separator: str) -> str | None:
    """A cell as a numeral with a point; None where it is none."""
    text = cell.strip().lower().replace("−", "-")
    if separator != "," and _COMMA.fullmatch(text):
        text = text.replace(",", ".")
    return text.removeprefix("+") if _NUMBER.fullmatch(text) else None
