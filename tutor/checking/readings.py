"""The readings of simple shapes as what they are: a formula, a row of formulas, rows of them."""

from __future__ import annotations

from tutor.reading import syntax
from tutor.reading.answers import Reading
from tutor.reading.syntax import Node, Rows, Tup


def node(reading: Reading) -> Node:
    """A formula or a statement. TypeError where the reading is no single tree: the reader has taken care of that."""
    if not isinstance(reading, syntax.Node):
        raise TypeError(f"{type(reading).__name__} is no single tree")
    return reading


def entries(reading: Reading) -> tuple[Node, ...]:
    """The components of a vector, also where it was typed as a matrix of one row or column."""
    match reading:
        case Tup(items):
            return items
        case Rows(rows):
            return tuple(e for r in rows for e in r)
    return (node(reading),)


def table(reading: Reading) -> tuple[tuple[Node, ...], ...]:
    """The rows of a matrix; a bare vector is one row."""
    match reading:
        case Rows(rows):
            return rows
        case Tup(items):
            return (items,)
    return ((node(reading),),)
