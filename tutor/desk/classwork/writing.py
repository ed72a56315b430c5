"""Where the verdicts of a class go: line by line into a file, or counted for a report at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, Any, Protocol

from tutor.desk.classwork import lines, tables
from tutor.desk.classwork.summary import Summary

STREAMED = ("jsonl", "csv")  # a file whose lines stand for themselves, so that an interrupted run can go on


class Writer(Protocol):
    """Takes the records one after the other."""

    def add(self, record: dict[str, Any]) -> None:
        """The next record."""

    def end(self) -> None:
        """There is none left."""


def writer(form: str, out: IO[str], title: str, *, begun: bool = False) -> Writer:
    """The writer of a format; `begun` where the file has lines already."""
    match form:
        case "jsonl":
            return Lines(out)
        case "csv":
            return Table(out, begun)
        case "json":
            return Listed(out)
        case _:
            return Report(out, title, form)


@dataclass(slots=True)
class Lines:
    """One JSON object a line."""

    out: IO[str]

    def add(self, record: dict[str, Any]) -> None:
        """A line, told at once: who reads a pipe waits for it."""
        self.out.write(lines.line(record))
        self.out.flush()

    def end(self) -> None:
        """Nothing is left to say."""


@dataclass(slots=True)
class Table:
    """A row of CSV a record."""

    out: IO[str]
    begun: bool

    def __post_init__(self) -> None:
        if not self.begun:
            self.out.write(tables.header())

    def add(self, record: dict[str, Any]) -> None:
        """A row."""
        self.out.write(tables.line(record))

    def end(self) -> None:
        """Nothing is left to say."""


@dataclass(slots=True)
class Listed:
    """One JSON list, written as it grows."""

    out: IO[str]
    some: bool = False

    def add(self, record: dict[str, Any]) -> None:
        """An element."""
        self.out.write((",\n" if self.some else "[\n") + lines.line(record).rstrip("\n"))
        self.some = True

    def end(self) -> None:
        """The end of the list."""
        self.out.write("\n]\n" if self.some else "[]\n")


@dataclass(slots=True)
class Report:
    """A report for people, as text or as a page."""

    out: IO[str]
    title: str
    form: str
    summary: Summary = field(default_factory=Summary)

    def add(self, record: dict[str, Any]) -> None:
        """Count it."""
        self.summary.add(record)

    def end(self) -> None:
        """Write the report."""
        if self.form == "html":
            from tutor.desk.classwork.report import page

            self.out.write(page(self.summary, self.title))
        else:
            from tutor.desk.classwork.told import told

            self.out.write(told(self.summary, self.title))
