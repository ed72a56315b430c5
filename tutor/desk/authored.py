"""A problem with its author's own answer (`short_answer`): the question, the answer and the solution as their author writes them.

Nothing of it is derived, and so nothing of it is verified: it stands on sheet, key and worked page, and answers are judged by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sympy import Symbol

from tutor.checking.short_answer import question
from tutor.checking.shown import shown
from tutor.errors import Invalid, Unreadable, Unsupported, nearest
from tutor.model import Answer, Derivation, Origin, Problem
from tutor.page.document import AnswerBox, Block, Display, Document, Inlines, Math, Paragraph, Text
from tutor.page.layout import Layout
from tutor.reading.build import build
from tutor.reading.declared import COMMON
from tutor.reading.free import free_names
from tutor.reading.problem import read_problem
from tutor.reading.sets import SHORT_ANSWER, Record
from tutor.reading.syntax import Node
from tutor.reading.typeset import split_statement, typeset
from tutor.telling.narrate import Detail, narrate, statement

FIELDS = (*COMMON, "answer", "solution")
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Own:
    """The answer as it is shown and as SymPy has it, under the name of its type, and what its author says of the way to it."""

    shown: Layout
    fields: dict[str, Any]
    solution: tuple[Block, ...] = ()


def read(entry: Record) -> Problem:
    """The problem of a record, of whatever kind. Errors: as `read_problem`; `Invalid` for an own question that cannot be read."""
    return _own_problem(entry) if entry.kind == SHORT_ANSWER and entry.error is None else read_problem(entry)


def own(problem: Problem) -> Own | None:
    """What its author says of a question; None for a problem that is derived."""
    return problem.origin.own


def given(problem: Problem) -> Derivation:
    """An own question with its author's answer."""
    found = own(problem)
    assert found is not None
    return Derivation(problem, "solved", (), Answer(found.fields))


def told(derivation: Derivation, detail: Detail = "normal") -> Document:
    """The page of a problem of any kind, solved or stopped."""
    problem = derivation.problem
    found = own(problem)
    if found is None:
        return narrate(derivation, detail)
    return Document(problem.id, problem.kind, "", statement(problem), answered(found))


def answered(found: Own) -> tuple[Block, ...]:
    """The author's solution, and the answer in its box."""
    return (*found.solution, AnswerBox((Display((found.shown,)),)))


def _own_problem(entry: Record) -> Problem:
    fields, part = entry.fields, entry.part
    for name in fields:
        if name not in FIELDS and not (part is not None and part.inherited(name)):
            raise entry.wrong(f"unknown field {name!r} for the kind {entry.kind}", name, nearest(name, FIELDS))
    if "parameters" in fields:
        raise Unsupported("the author's answer to a short_answer is for no other values", hint="Leave out its parameters.")
    if fields.get("statement") is None:
        raise Invalid("a short_answer needs a statement: the question itself", place=entry.place("statement"))
    reading = question(entry).expected
    kind = str(fields["answer"].get("type", "expression"))
    symbols = {n: Symbol(n, real=True) for n in free_names(reading)} if isinstance(reading, Node) else {}
    value = {kind: build(reading, symbols.__getitem__)} if isinstance(reading, Node) else {}
    above = None if part is None else part.statement
    origin = Origin(
        record=entry,
        own=Own(shown(reading), value, _paragraphs(entry, "solution")),
        statement=_inlines(entry, "statement", fields["statement"]),
        shared_inlines=None if above is None else _inlines(entry, "statement", above),
    )
    return Problem(entry.id, entry.kind, {}, (), symbols, fields["statement"], origin=origin)


def _paragraphs(entry: Record, field: str) -> tuple[Block, ...]:
    """The paragraphs of a text, as empty lines part them; one that is nothing but $$...$$ is displayed."""
    text = entry.fields.get(field)
    if text is None:
        return ()
    if not isinstance(text, str):
        raise entry.wrong(f"a {field} is a text", field)
    out: list[Block] = []
    for piece in filter(None, map(str.strip, _BLANK_LINE.split(text))):
        match _inlines(entry, field, piece):
            case (Math(formula),) if piece.startswith("$$"):
                out.append(Display((formula,)))
            case inlines:
                out.append(Paragraph(inlines))
    return tuple(out)


def _inlines(entry: Record, field: str, text: object) -> Inlines:
    if not isinstance(text, str):
        raise entry.wrong(f"a {field} is a text", field)
    try:
        return tuple(Math(typeset(piece)) if is_math else Text(piece) for is_math, piece in split_statement(text))
    except Unreadable as error:
        raise error.at(entry.place(field)) from None
