"""Going on with an interrupted run: a verdict stays where it is decided and would be of the same answer, question and version.

The file keeps the order of the answers. The lines at its head that are as they would be written now stay where they are;
those behind the first that is not are set aside in a file beside it, from where each row takes its line when its turn comes.
So a run that is interrupted once more has lost nothing either.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from tutor.desk.classwork import tables
from tutor.desk.classwork.record import Kept
from tutor.desk.classwork.results import ANEW, ResultEntry, entries, expected, owned
from tutor.desk.classwork.row import Broken, Row
from tutor.errors import Invalid

SIDE = ".before"  # behind the name of the file of results
NEW = ".new"  # behind that, while it is written

Rows = Iterator[Row | Broken]
Digest = Callable[[Row | Broken], str]


@dataclass(slots=True)
class Going:
    """A run that goes on: the rows that have no line yet, some of which are kept, and what there is to tell."""

    rows: Iterator[Row | Broken | Kept]
    lines: int = 0  # that stay at the head of the file, without a header
    begun: bool = False  # whether the file has its header, or a line
    broken: bool = False  # whether one of them is of a row that could not be read
    told: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Head:
    """How far a file of results is as it would be written now, and the row at which it is not."""

    lines: int = 0
    end: int = 0  # bytes
    read: int = 0  # bytes of whole lines
    broken: bool = False
    row: Row | Broken | None = None
    whole: bool = True  # nothing stands behind it


def check(path: Path, *, table: bool) -> None:
    """Errors: `Invalid` where there is a file that is none of results; it is left alone."""
    for each in (path, _side(path)):
        if os.path.lexists(each):
            owned(each, table=table).close()


def going(rows: Rows, path: Path, digest: Digest, again: Callable[[], Iterable[Row | Broken]], *, table: bool) -> Going:
    """How a run goes on with a file; `again` gives all rows anew.

    Errors: `Invalid` where the file holds something that is no record, or rows that are not among the answers; it is then as before.
    """
    head, size, begun = _Head(), 0, False
    if path.exists():
        with owned(path, table=table) as file:
            start = file.tell()
            head = _head(file, rows, path, digest, table)
            size = os.fstat(file.fileno()).st_size
        begun = head.end > 0 if not table else start > 0
    found = Going(rows, head.lines, begun, head.broken)
    if head.read < size:
        found.told.append(f"{path}: the last line was torn, and its row is judged anew")
    if head.whole and not _side(path).exists():
        if head.end < size:
            _cut(path, head.end)
        return found
    kept = _set_aside(path, head.end, {expected(row, "", table=table).whose() for row in again()}, table, found.told)
    if path.exists():
        _cut(path, head.end)
    pending = [] if head.row is None else [head.row]
    found.rows = _taken(chain(pending, rows), _side(path), kept, digest, table)
    return found


def done(path: Path) -> None:
    """The run is at its end: what was set aside has its place."""
    _side(path).unlink(missing_ok=True)


def _head(file: BinaryIO, rows: Rows, path: Path, digest: Digest, table: bool) -> _Head:
    """Lines and rows side by side, as long as they agree. Every line is looked at, so that nothing else is among them."""
    head = _Head(end=file.tell(), read=file.tell())
    for entry, line in entries(file, path, table=table):
        head.read += len(line)
        if not head.whole:
            continue
        row = next(rows, None)
        if row is None or entry != expected(row, digest(row), table=table):
            head.row, head.whole = row, False
            continue
        head.lines += 1
        head.end += len(line)
        head.broken = head.broken or isinstance(row, Broken)
    return head


def _set_aside(path: Path, end: int, asked: set[bytes], table: bool, told: list[str]) -> dict[bytes, int]:
    """Write what is decided behind the head of a file, and what was set aside before, beside it: where the line of each key begins."""
    side = _side(path)
    new = side.with_name(side.name + NEW)
    kept: dict[bytes, int] = {}
    undecided = twice = 0
    try:
        with new.open("wb") as out:
            out.write(tables.header().encode() if table else b"")
            for entry, line in chain(_behind(side, 0, table), _behind(path, end, table)):
                if entry.whose() not in asked:
                    said = f"{path} was written for other answers: one of {entry.student!r} to {entry.problem!r} is not among these"
                    raise Invalid(said, hint=ANEW)
                undecided += not entry.decided
                twice += entry.decided and entry.key() in kept
                if entry.decided and entry.key() not in kept:
                    kept[entry.key()] = out.tell()
                    out.write(line)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    new.replace(side)
    told.append(f"{path}: {len(kept)} rows are taken over, where their answer, their problem and the version of the tutor are the same")
    if undecided:
        told.append(f"{path}: {undecided} undecided rows are judged anew")
    if twice:
        told.append(f"{path}: {twice} rows stood there more than once")
    return kept


def _behind(path: Path, start: int, table: bool) -> Iterator[tuple[ResultEntry, bytes]]:
    """The lines of a file from a place on, without the header; none where there is no file."""
    if not path.exists():
        return
    with owned(path, table=table) as file:
        file.seek(max(start, file.tell()))
        yield from entries(file, path, table=table)


def _taken(rows: Rows, side: Path, kept: dict[bytes, int], digest: Digest, table: bool) -> Iterator[Row | Broken | Kept]:
    """The rows, in place of some their line."""
    with side.open("rb") as file:
        for row in rows:
            at = None if isinstance(row, Broken) else kept.get(expected(row, digest(row), table=table).key())
            if at is None:
                yield row
                continue
            file.seek(at)
            yield Kept(file.readline().decode("utf-8", "replace"))


def _cut(path: Path, end: int) -> None:
    with path.open("r+b") as file:
        file.truncate(end)
        os.fsync(file.fileno())


def _side(path: Path) -> Path:
    return path.with_name(path.name + SIDE)
