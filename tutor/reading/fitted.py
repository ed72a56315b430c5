"""Data in rows, and a model of them: which of its letters are inputs, and which the parameters that are to be found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutor.edges.table import is_name
from tutor.reading import syntax
from tutor.reading.datafile import rows_of
from tutor.reading.free import free_names

if TYPE_CHECKING:
    from tutor.reading.fields import Fields
    from tutor.reading.sets import Record

MOST_ROWS = 1000
MOST_COLUMNS = 12
INPUTS = ("x", "y", "z", "t", "s", "u", "v", "r", "theta")  # the likeliest letter of an input, first


def model(found: Fields, value: object, name: str) -> syntax.Node:
    """The right side of y = m x + b."""
    node = found.math(value, name)
    match node:
        case syntax.Relation(items=(syntax.Sym() | syntax.Apply(), right), signs=("=",)):
            return right
        case syntax.Relation() | syntax.Joined() | syntax.Tup() | syntax.Rows():
            raise found.record.wrong("expected a model such as m x + b", name)
    return node


def rows(found: Fields, value: Any, name: str) -> list[list[syntax.Node]]:
    """Rows of one length: `[[0, 1], [1, 2]]`, in one text `(0, 1), (1, 2)`, or the name of a CSV file."""
    if is_name(value):
        return _counted(found, rows_of(found, value, name), name)
    out = [_row(found, entry, name) for entry in (value if isinstance(value, list) else _listed(found.math(value, name)))]
    return _counted(found, out, name)


def _counted(found: Fields, out: list[list[syntax.Node]], name: str) -> list[list[syntax.Node]]:
    """The rows. Errors: `Invalid` for too few or too many of them, or some of another length."""
    if not 2 <= len(out) <= MOST_ROWS:
        raise found.record.wrong(f"expected 2 to {MOST_ROWS} rows of data, not {len(out)}", name)
    long = next((k for k, row in enumerate(out, start=1) if len(row) != len(out[0])), None)
    if long is not None:
        raise found.record.wrong(f"row {long} has {len(out[long - 1])} numbers, and the first has {len(out[0])}", name)
    if not 2 <= len(out[0]) <= MOST_COLUMNS:
        raise found.record.wrong(f"expected 2 to {MOST_COLUMNS} numbers in a row, such as [0, 1]", name)
    return out


def _listed(node: syntax.Node) -> list[object]:
    match node:
        case syntax.Rows(rows=found):
            return [list(row) for row in found]
        case syntax.Tup(items=items):
            return list(items)
    return [node]


def _row(found: Fields, entry: Any, name: str) -> list[syntax.Node]:
    match entry:
        case list():
            made = [found.math(v, name) if isinstance(v, str | int) else v for v in entry]
        case str() | int():
            made = _listed(found.math(entry, name))
        case _:
            made = _listed(entry)
    letter = next((n for node in made for n in free_names(node)), None)
    if letter is not None:
        raise found.record.wrong(f"data are numbers, and {letter} is a letter", name)
    return made


def split(record: Record, formula: syntax.Node, columns: int, listed: list[str] | None) -> tuple[list[str], list[str]]:
    """The inputs and the parameters of a model, the parameters as they appear. Errors: `Invalid` where the letters do not tell."""
    letters, wanted = free_names(formula), columns - 1
    if listed is not None:
        inputs = listed if len(listed) == wanted else [n for n in letters if n not in listed]
    else:
        inputs = sorted((n for n in letters if n.partition("_")[0] in INPUTS), key=_likely)[:wanted]
    parameters = [n for n in letters if n not in inputs]
    if len(inputs) != wanted:
        counted = "one input" if wanted == 1 else f"{wanted} inputs"
        raise record.wrong(f"a row of {columns} numbers has {counted}, and the model does not show which", "model", "List the variables.")
    if not parameters:
        raise record.wrong("the model has no parameter that could be found", "model", "Write for example m x + b.")
    return list(inputs), parameters


def _likely(name: str) -> tuple[int, str]:
    return INPUTS.index(name.partition("_")[0]), name
