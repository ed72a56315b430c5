"""Text to tree: `parse` reads LaTeX and plain typed mathematics alike, or says where and why it cannot."""

from __future__ import annotations

from tutor.frozen import dataclass
from tutor.reading import limits, vectors
from tutor.reading.braces import unwrapped
from tutor.reading.brackets import over
from tutor.reading.characters import unreadable
from tutor.reading.cursor import Cursor
from tutor.reading.grammar import GRAMMAR, statement
from tutor.reading.names import Names, Notice
from tutor.reading.scope import Scope
from tutor.reading.syntax import Node, Tup
from tutor.reading.tokens import tokens

_BARE = Scope()


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of a text, and what a reader should be told about how it was read."""

    tree: Node
    notices: tuple[Notice, ...] = ()


def parse(text: str, scope: Scope = _BARE, span: tuple[int, int] | None = None) -> Parsed:
    """The tree of a text, or of a stretch of it. A list with commas at the outermost level is a `Tup` without brackets.

    Raises Unreadable with the text and the position of the offending part. Nothing is computed.
    """
    try:
        return _parsed(text, scope, span)
    except RecursionError:
        # The limits leave the stack room enough, unless the caller has used most of it.
        raise unreadable(text, "The formula is nested too deep.", 0, len(text)) from None


def _parsed(text: str, scope: Scope, span: tuple[int, int] | None) -> Parsed:
    names = Names(text, tokens(text, span), scope)
    resolved = names.run()
    c = Cursor(text, unwrapped(resolved) if "{" in text else resolved, names.notices, scope, GRAMMAR)
    items = [over(c, statement(c))]
    while c.kind == ",":
        c.take()
        items.append(over(c, statement(c)))
    if c.kind != "end":
        raise c.unexpected()
    tree: Node = items[0] if len(items) == 1 else Tup(tuple(items), "", "", items[0].start, items[-1].end)
    limits.check(text, tree)
    return Parsed(vectors.checked(text, tree), tuple(c.notices))
