"""One answer of a file, and a row that is none."""

from __future__ import annotations

from dataclasses import dataclass, field

from tutor.desk.version import Version

APART = "\0"  # between a problem and its sheet


@dataclass(frozen=True, slots=True)
class Row:
    """One answer. `number` counts the rows of the file from 1, the header and empty rows not counted.

    `key` tells students of one name apart, and `known` is what else the file says of them; `attempt` is the number of the attempt
    where the file has one, `version` and `seed` are those of the student's sheet as they stand there, and `sheet` is the one meant,
    where the problem has parameters.
    """

    number: int
    student: str
    problem: str
    answer: str
    key: str = field(default="", compare=False)
    attempt: int = field(default=0, compare=False)
    version: str = field(default="", compare=False)
    seed: str = field(default="", compare=False)
    known: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    sheet: Version | None = field(default=None, compare=False)

    @property
    def asked(self) -> str:
        """What is answered: the problem, on its sheet where sheets differ."""
        return self.problem if self.sheet is None else asked_on(self.problem, self.sheet)


def asked_on(problem: str, sheet: Version) -> str:
    """The name of a problem on one sheet."""
    return f"{problem}{APART}{sheet.letter}{APART}{sheet.seed}"


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read, why, and whose it is where that much can be read."""

    number: int
    message: str
    student: str = ""
    problem: str = ""
