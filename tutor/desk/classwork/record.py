"""What is judged, what comes of it, and the records of rows that no judge has seen or could finish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tutor.desk.classwork.blank import NOT_ANSWERED
from tutor.desk.classwork.row import Broken

Pair = tuple[str, str]  # a problem's id and an answer
Verdicts = list[dict[str, object]]
Judge = Callable[[Sequence[Pair]], Verdicts]
# Runs a judge over chunks of pairs, and gives the verdicts of each chunk in order.
Runner = Callable[[Iterable[Sequence[Pair]], Judge], Iterator[Verdicts]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that was judged in a run before: its line in the file of results."""

    line: str


def unjudged(problem: str, message: str) -> dict[str, Any]:
    """The record of an answer that nothing can be said about."""
    return {
        "problem": problem, "verdict": "undecided", "score": None, "evidence": "none", "seconds": 0.0, "read_as": None,
        "misconception": None, "feedback": message, "parts": [],
    }  # fmt: skip


def unanswered(problem: str) -> dict[str, object]:
    """The record of a problem that a student left out; it alone has a field `answered`."""
    return {**unjudged(problem, NOT_ANSWERED), "verdict": "unreadable", "answered": False}


def of_broken(row: Broken) -> dict[str, object]:
    """The record of a row that could not be read; it alone has a field `row`, the number of the row."""
    said = unjudged(row.problem, f"Row {row.number}: {row.message}{'' if row.message.endswith('?') else '.'}")
    return {"student": row.student or None, **said, "verdict": "unreadable", "row": row.number}
