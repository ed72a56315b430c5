"""One answer of a file, and a row that is none."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One answer. `number` counts the rows of the file from 1, the header and empty rows not counted.

    `key` tells students of one name apart; `attempt` is the number of the attempt where the file has one, `version` and `seed`
    are those of the student's sheet.
    """

    number: int
    student: str
    problem: str
    answer: str
    key: str = field(default="", compare=False)
    attempt: int = field(default=0, compare=False)
    version: str = field(default="", compare=False)
    seed: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read, why, and whose it is where that much can be read."""

    number: int
    message: str
    student: str = ""
    problem: str = ""
