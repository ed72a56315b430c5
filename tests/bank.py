"""The bank of exercises for all tests: each problem is solved, and each page told, once in a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tutor.desk.solution import Solution, solve
from tutor.page.document import Document
from tutor.reading.problem import read_problem
from tutor.reading.sets import load_set
from tutor.telling.narrate import Detail

BANK = Path(__file__).resolve().parents[1] / "exercises"
FILES = tuple(sorted(BANK.glob("*.toml")))
RECORDS = tuple(record for file in FILES for record in load_set(file).records)
PRINTED = 3  # problems of a file of which each format prints a page; all of them with `pytest --whole`


@cache
def solved(name: str) -> Solution:
    """The solution of the problem with this id."""
    (record,) = (r for r in RECORDS if r.id == name)
    return solve(read_problem(record))


@cache
def told(name: str, detail: Detail = "normal") -> Document:
    """Its page before it is printed."""
    return solved(name).document(detail)


def pages(file: Path, detail: Detail = "normal") -> tuple[Document, ...]:
    """The pages of some problems of one file of the bank, from all parts of it."""
    records = load_set(file).records
    return tuple(told(record.id, detail) for record in records[:: -(-len(records) // PRINTED)])
