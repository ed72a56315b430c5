"""A problem with its author's own answer (`short_answer`) on paper: the statement as it is written, the answer as it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tutor.checking.short_answer import question
from tutor.checking.shown import shown
from tutor.errors import Invalid, Unreadable, Unsupported
from tutor.page.document import Inlines, Math, Text
from tutor.page.layout import Layout
from tutor.reading.sets import Record
from tutor.reading.typeset import split_statement, typeset


@dataclass(frozen=True, slots=True)
class Authored:
    """Nothing in it is derived. `extra` has the words above the parts, where it is a part."""

    id: str
    kind: str
    statement: Inlines
    answer: Layout
    extra: Mapping[str, Any] = field(default_factory=dict)


def authored(entry: Record) -> Authored:
    """The problem of a record. Errors: `Invalid` where its statement or its answer cannot be read; `Unsupported` for one that is drawn."""
    if entry.error is not None:
        raise entry.error
    if "parameters" in entry.fields:
        raise Unsupported("the author's answer to a short_answer is for no other values", hint="Leave out its parameters.")
    if entry.fields.get("statement") is None:
        raise Invalid("a short_answer needs a statement: the question itself", place=entry.place("statement"))
    above = None if entry.part is None else entry.part.statement
    extra = {} if above is None else {"shared_inlines": _inlines(entry, above)}
    return Authored(entry.id, entry.kind, _inlines(entry, entry.fields["statement"]), shown(question(entry).expected), extra)


def _inlines(entry: Record, text: object) -> Inlines:
    if not isinstance(text, str):
        raise Invalid("a statement is a text", place=entry.place("statement"))
    try:
        return tuple(Math(typeset(piece)) if is_math else Text(piece) for is_math, piece in split_statement(text))
    except Unreadable as error:
        raise error.at(entry.place("statement")) from None
