"""The bank of exercises for all tests: each problem is solved, and each page told, once in a process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from every import Test, every

from tutor.desk.solution import Solution, solve
from tutor.page.document import Document
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record, load_set
from tutor.telling.narrate import Detail

BANK = Path(__file__).resolve().parents[1] / "exercises"
FILES = tuple(sorted(BANK.glob("*.toml")))
IN_FILE = {file: load_set(file).records for file in FILES}
RECORDS = tuple(record for records in IN_FILE.values() for record in records)
AT_LENGTH = 3  # one in so many problems of a file is told at full detail too, and written as JSON; all of them with `pytest --whole`
PRINTED = 3  # of those, so many are printed in each format


def for_each(wanted: Callable[[Record], object] = lambda _: True) -> Callable[[Test], Test]:
    """A test of one exercise becomes one of a file of exercises, all of them or those that are wanted."""
    found = {file: kept for file, records in IN_FILE.items() if (kept := [r for r in records if wanted(r)])}

    def decorate(test: Test) -> Test:
        def of_file(file: Path) -> None:
            every(found[file], test, lambda record: record.id)

        of_file.__name__ = of_file.__qualname__ = test.__name__
        return pytest.mark.parametrize("file", found, ids=[file.stem for file in found])(of_file)

    return decorate


@cache
def solved(name: str) -> Solution:
    """The solution of the problem with this id."""
    (record,) = (r for r in RECORDS if r.id == name)
    return solve(read_problem(record))


@cache
def told(name: str, detail: Detail = "normal") -> Document:
    """Its page before it is printed."""
    return solved(name).document(detail)


def at_length(file: Path) -> tuple[Record, ...]:
    """The problems of a file that are told at full detail, from all parts of it."""
    return tuple(IN_FILE[file][::AT_LENGTH])


def pages(file: Path, detail: Detail = "normal") -> tuple[Document, ...]:
    """The pages of some of them."""
    records = at_length(file)
    return tuple(told(record.id, detail) for record in records[:: -(-len(records) // PRINTED)])
