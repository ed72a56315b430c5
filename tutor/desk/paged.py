"""One problem as a page shows it: its number and title, and its parts below what they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tutor.edges.language import ENGLISH, word
from tutor.errors import Unreadable
from tutor.page.document import Block, Document, Part
from tutor.printing.notation.text import text
from tutor.printing.output.base import load
from tutor.reading.sets import Record
from tutor.reading.typeset import split_statement, typeset

BARE = "Problem"  # the title where the format counts
LONGEST_TITLE = 200  # characters


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the parts of a problem: the author's title, the marks of all of them, and what they share."""

    title: str = ""
    marks: str = ""
    shared: tuple[Block, ...] = ()


def together(entries: Sequence[Record], told: Sequence[Document], head: Head, number: int, form: str) -> Document:
    """The page of a problem from those of its parts, or from its own; `number` is 0 where there is only one problem."""
    label = label_of(number, form)
    name = str(number) if number else entries[0].whole
    if entries[0].part is None:
        (alone,) = told
        return replace(alone, id=name, title=_joined(label, alone.title))
    parts = tuple(Part(e.part.letter, t.title, t.statement, t.body, t.marks) for e, t in zip(entries, told, strict=True) if e.part)
    verified, spoken = all(t.verified for t in told), min((t.language for t in told), key=lambda code: code != ENGLISH)
    return Document(name, "", _joined(label, head.title), head.shared, (), verified, head.marks, parts, spoken)


def _joined(label: str, title: str) -> str:
    return ": ".join(word for word in (label, title) if word) or word(BARE)


def label_of(number: int, form: str = "text") -> str:
    """`Problem 3`; empty where the format puts the number before the title, and where there is none."""
    return "" if not number or load(form).counts else f"{word(BARE)} {number}"


def titled(entry: Record) -> str:
    """The author's title of a problem, or of a part; empty where there is none. Errors: `Invalid` for what is no title."""
    return _title(entry, entry.fields.get("title"))


def titled_whole(entry: Record) -> str:
    """The author's title of the problem that a record is a part of."""
    return "" if entry.part is None else _title(entry, entry.part.row.get("title"))


def _title(entry: Record, given: object) -> str:
    if given is None:
        return ""
    if not isinstance(given, str) or len(given) > LONGEST_TITLE:
        raise entry.wrong(f"a title is a text of at most {LONGEST_TITLE} characters", "title")
    try:
        return "".join(text(typeset(piece)) if is_math else piece for is_math, piece in split_statement(given)).strip()
    except Unreadable as error:
        raise error.at(entry.place("title")) from None
