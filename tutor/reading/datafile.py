"""Data that a problem names instead of writing them out: a CSV file beside its set."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.edges.table import Numerals, table
from tutor.errors import Invalid
from tutor.model import Notice
from tutor.reading import syntax

if TYPE_CHECKING:
    from tutor.reading.fields import Fields
    from tutor.reading.sets import Record


@dataclass(frozen=True, slots=True)
class DataFile:
    """Where data come from: the name of the file, and the names of its columns, if it has them."""

    name: str
    columns: tuple[str, ...]


def rows_of(found: Fields, value: str, field: str) -> list[list[syntax.Node]]:
    """The numbers in the file of that name. Errors: `Invalid` where there is none, or it lies elsewhere than beside the set."""
    record = found.record
    try:
        read = _table(record, value)
    except Invalid as error:
        raise error.at(record.place(field)) from None
    found.data_file = DataFile(Path(value).name, read.names)
    if read.commas:
        found.notices.append(Notice(f"In {Path(value).name} a comma within a number is read as its decimal point.", field))
    return [[_node(numeral) for numeral in row] for row in read.rows]


def _table(record: Record, value: str) -> Numerals:
    if record.folder is None:
        raise Invalid("a file of data can only be named in a set or on the command line", hint="Give the rows themselves.")
    folder = Path(record.folder)
    return table(folder / value, folder if record.file else None)


def _node(numeral: str) -> syntax.Node:
    return syntax.Neg(syntax.Num(numeral[1:])) if numeral.startswith("-") else syntax.Num(numeral)


def by_name(record: Record, file: DataFile, rows: list[list[syntax.Node]], inputs: list[str]) -> list[list[syntax.Node]]:
    """The columns in the order of the inputs, the value last, where the file names its columns by the inputs.

    Errors: `Invalid` where it names some inputs and leaves open what the others are, or which column has the values.
    """
    if not set(inputs) & set(file.columns):
        return rows
    rest = [k for k, name in enumerate(file.columns) if name not in inputs]
    if set(inputs) <= set(file.columns) and len(rest) == 1:
        order = [*(file.columns.index(name) for name in inputs), *rest]
        return [[row[k] for k in order] for row in rows]
    columns, letters = ", ".join(file.columns), ", ".join(inputs)
    raise record.wrong(f"the columns of {file.name} are {columns}, and the inputs of the model {letters}", "model")
