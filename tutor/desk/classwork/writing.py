"""Where the verdicts of a class go: line by line into a file, or counted for a report at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Protocol

from tutor.desk.classwork import lines, tables
from tutor.desk.classwork.posing import PosedProblem
from tutor.desk.classwork.summary import Summary

REPORTS = ("text", "html")  # what people read, written at the end
STREAMED = ("jsonl", "csv")  # a file whose lines stand for themselves, so that an interrupted run can go on


class Writer(Protocol):
    """Takes the records one after the other."""

    def add(self, record: dict[str, object]) -> None:
        """The next record."""

    def end(self) -> None:
        """There is none left."""


def writer(form: str, out: IO[str], report: Report, *, begun: bool = False) -> Writer:
    """The writer of a format; `begun` where the file has lines already, `report` for one that is written at the end."""
    match form:
        case "jsonl":
            return Lines(out)
        case "csv":
            return CsvWriter(out, begun)
        case "json":
            return Listed(out)
        case _:
            return Reported(out, form, report)


@dataclass(slots=True)
class Lines:
    """One JSON object a line."""

    out: IO[str]

    def add(self, record: dict[str, object]) -> None:
        """A line, told at once: who reads a pipe waits for it."""
        self.out.write(lines.line(record))
        self.out.flush()

    def end(self) -> None:
        """Nothing is left to say."""


@dataclass(slots=True)
class CsvWriter:
    """A row of CSV a record."""

    out: IO[str]
    begun: bool

    def __post_init__(self) -> None:
        if not self.begun:
            self.out.write(tables.header())

    def add(self, record: dict[str, object]) -> None:
        """A row."""
        self.out.write(tables.line(record))

    def end(self) -> None:
        """Nothing is left to say."""


@dataclass(slots=True)
class Listed:
    """One JSON list, written as it grows."""

    out: IO[str]
    some: bool = False

    def add(self, record: dict[str, object]) -> None:
        """An element."""
        self.out.write((",\n" if self.some else "[\n") + lines.line(record).rstrip("\n"))
        self.some = True

    def end(self) -> None:
        """The end of the list."""
        self.out.write("\n]\n" if self.some else "[]\n")


@dataclass(slots=True)
class Report:
    """What a report for people is made of."""

    title: str
    summary: Summary = field(default_factory=Summary)
    posed: Mapping[str, PosedProblem] = field(default_factory=dict)

    def printed(self, form: str) -> str:
        """The report as `html` or `text`."""
        if form == "html":
            from tutor.desk.classwork.report import page

            return page(self.summary, self.title, self.posed)
        from tutor.desk.classwork.told import told

        return told(self.summary, self.title, self.posed)


@dataclass(slots=True)
class Reported:
    """A report, written at the end from what was counted meanwhile."""

    out: IO[str]
    form: str
    report: Report

    def add(self, record: dict[str, object]) -> None:
        """It is counted elsewhere."""

    def end(self) -> None:
        """Write the report."""
        self.out.write(self.report.printed(self.form))
