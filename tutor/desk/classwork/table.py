"""A table from a file, row by row: whatever separates its columns, and whatever a broken row holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tutor.desk.classwork.records import MOST_LINES, Torn, fields, records
from tutor.desk.classwork.row import Broken
from tutor.desk.classwork.source import UTF8, Source
from tutor.errors import Invalid

SEPARATORS = ",;\t"
BAR = ",|"  # the comma where there is none of these either
TABLES = (".csv", ".tsv", ".txt")
_SEPARATOR = re.compile(r"\"?sep=([,;\t])\"?\s*")  # a first line for Excel
_ANSWERED = re.compile(r"(?:scored|last|final|first|best) (?:answer|attempt)", re.IGNORECASE)
_BELOW = re.compile(rf"{_ANSWERED.pattern}$|(?:part )?points \(", re.IGNORECASE)
SPREADSHEETS = (".xlsx", ".xls", ".ods", ".numbers")
SAVE_AS = "Open it in the spreadsheet and save it as CSV UTF-8 (File, Save as)."


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A table whose header is read; `above` counts the lines over the header that belong to nobody."""

    path: Path
    header: tuple[str, ...]
    separator: str
    above: int

    def rows(self, say: Callable[[str], None]) -> Iterator[tuple[int, list[str] | str]]:
        """The rows below the header, counted from 1 without empty ones; what is wrong with one that cannot be read."""
        faults: list[str] = []  # of the lines that are None to `records`, in their order

        def lines(source: Source) -> Iterator[str | None]:
            for text in source.lines():
                if isinstance(text, Broken):
                    faults.append(text.message)
                yield None if isinstance(text, Broken) else text

        with Source(self.path, say) as source:
            found = records(lines(source), self.separator)
            for _ in range(self.above + 1):
                next(found, None)
            number = 0
            for record in found:
                if isinstance(record, list) and not any(cell.strip() for cell in record):
                    continue
                number += 1
                if record is None:
                    yield number, faults.pop(0)
                elif isinstance(record, Torn):
                    yield number, f"the row is not CSV: {record.message}"
                else:
                    yield number, record


def opened_table(path: Path, say: Callable[[str], None], named: str) -> AnswerTable:
    """A file with its header read; `named` is the hint of a file that has none. Errors: `Invalid`."""
    suffix = path.suffix.lower()
    if suffix not in TABLES:
        hint = SAVE_AS if suffix in SPREADSHEETS else "Use .csv."
        raise Invalid(f"{path.name} is no table that can be read: its name ends in {suffix or 'nothing'}", hint=hint)
    with Source(path, say) as source:
        return _headed(path, source, named)


def _headed(path: Path, source: Source, named: str) -> AnswerTable:
    """The names of the columns, what separates them, and how many lines stand above. A name may run over lines."""
    lines = source.lines()
    text = next(lines, "")
    said = _SEPARATOR.fullmatch(text) if isinstance(text, str) else None
    if said is not None:
        text = next(lines, "")
    if isinstance(text, Broken) or "\0" in text:
        raise Invalid(f"{path.name} is not UTF-8 text", hint=UTF8)
    for _ in range(MOST_LINES):
        if text.count('"') % 2 == 0 or not isinstance(more := next(lines, None), str):
            break
        text += more
    header = text.rstrip("\r\n")
    if not header.strip():
        raise Invalid(f"{path.name} has no header", hint=named)
    outside = "".join(header.split('"')[::2])
    separator = said[1] if said is not None else max(SEPARATORS if any(s in outside for s in SEPARATORS) else BAR, key=outside.count)
    above = 0 if said is None else 1
    try:
        names = fields(header, separator)
    except Torn as torn:
        raise Invalid(f"the header of {path.name} is not CSV: {torn.message}", hint=named) from None
    joined = _joined(names, next(lines, ""), separator)
    return AnswerTable(path, tuple(names), separator, above) if joined is None else AnswerTable(path, joined, separator, above + 1)


def _joined(names: Sequence[str], below: str | Broken, separator: str) -> tuple[str, ...] | None:
    """A header of two lines, as IMathAS writes it: `Question 1` over `Points` and over `Scored Answer`; None where it is of one."""
    if isinstance(below, Broken):
        return None
    try:
        kinds = fields(below.rstrip("\r\n"), separator)
    except Torn:
        return None
    if len(kinds) != len(names) or kinds[0].strip() or not any(map(_BELOW.match, kinds)):
        return None
    return tuple(n if not k or _ANSWERED.fullmatch(k) else f"Points - {n}" for n, k in zip(names, kinds, strict=True))
