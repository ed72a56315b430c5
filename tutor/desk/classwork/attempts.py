"""Several attempts of one student at one problem: which of them counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Literal

from tutor.desk.classwork.record import Kept
from tutor.desk.classwork.row import Broken, Row

Attempts = Literal["last", "best", "first"]
ATTEMPTS: tuple[Attempts, ...] = ("last", "best", "first")
Rows = Callable[[], Iterator[Row | Broken]]


def chosen(rows: Rows, attempts: Attempts, say: Callable[[str], None]) -> Iterator[Row | Broken]:
    """The rows that count, of a stream that can be begun anew; students of one name who are not the same are told apart.

    Of the best attempt nothing is known before it is judged: all are given.
    """
    kept: dict[tuple[str, str, str], tuple[int, int]] = {}  # of a student and a problem: the attempt and its row
    keys: dict[str, str] = {}
    shared: set[str] = set()
    total = 0
    for row in rows():
        if isinstance(row, Broken):
            continue
        total += 1
        if row.key and keys.setdefault(row.student, row.key) != row.key:
            shared.add(row.student)
        pair = (row.key, row.student, row.problem)
        place = (row.attempt, row.number)
        before = kept.get(pair)
        if before is None or (place > before) == (attempts == "last"):
            kept[pair] = place
    dropped = total - len(kept)
    if dropped and attempts != "best":
        which = "The last attempt" if attempts == "last" else "The first attempt"
        other = "first" if attempts == "last" else "last"
        say(f"{which} of each student counts; {dropped} other answers are left out (--attempts {other} or best).")
    everyone = attempts == "best"
    return (
        row if isinstance(row, Broken) else _apart(row, shared)
        for row in rows()
        if isinstance(row, Broken) or everyone or kept[row.key, row.student, row.problem] == (row.attempt, row.number)
    )


def _apart(row: Row, shared: set[str]) -> Row:
    return row if row.student not in shared else replace(row, student=f"{row.student} ({row.key})", key="")


def best(records: Iterable[dict[str, object] | Kept]) -> Iterator[dict[str, object] | Kept]:
    """Of each student and problem the record with the highest score, in the order in which they first appear."""
    kept: dict[tuple[Any, ...], dict[str, Any]] = {}
    for number, record in enumerate(records):
        assert not isinstance(record, Kept)  # no run is gone on with for the best attempts
        pair = ("row", number) if "row" in record else (record["student"], record["problem"])
        before = kept.get(pair)
        if before is None or _score(record) >= _score(before):
            kept[pair] = record
    return iter(kept.values())


def _score(record: dict[str, Any]) -> float:
    return -1.0 if record["score"] is None else float(record["score"])
