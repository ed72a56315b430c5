"""Sums and products over an index: \\sum_{k=1}^{n} k^2, and sum(k^2, k, 1, n)."""

from __future__ import annotations

from typing import Literal

from tutor.reading.brackets import bracketed, group
from tutor.reading.calls import bracket_list
from tutor.reading.cursor import Cursor
from tutor.reading.integrals import bound
from tutor.reading.syntax import Node, Relation, Series, Sym
from tutor.reading.tokens import Token

_CALLED = {"sum": "sum", "prod": "product"}


def series(c: Cursor) -> Node:
    """The sum or product at the cursor; its term ends before the next plus or minus."""
    token = c.take()
    word: Literal["sum", "prod"] = "sum" if token.text == "sum" else "prod"
    if c.kind == "(" and len(c.outer_items(c.at)) > 1:
        args = bracket_list(c, token)
        if len(args) != 4 or not isinstance(args[1], Sym):
            raise c.fail(f"A {_CALLED[word]} is written {word}(term, index, first, last).", token)
        return Series(word, args[0], args[1].name, args[2], args[3], token.start, c.before.end)
    first: Node | None = None
    upper: Node | None = None
    while c.kind in ("_", "^"):
        if c.take().kind == "_":
            first = _first(c, token)
        else:
            upper = bound(c)
    if first is None or upper is None:
        raise c.fail(f"The {_CALLED[word]} needs its first and its last index.", token, f"Write {word}(k^2, k, 1, n).")
    match first:
        case Relation((Sym(index), lower), ("=",)):
            pass
        case _:
            raise c.fail_at("The index and its first value are needed here.", first.start, first.end, "Write k=1.")
    c.enter()
    term = c.grammar.product(c)
    c.leave()
    return Series(word, term, index, lower, upper, token.start, c.before.end)


def _first(c: Cursor, token: Token) -> Node:
    match c.kind:
        case "{":
            return group(c)
        case "(":
            return bracketed(c)
    raise c.fail(f"The {_CALLED[token.text]} needs the first value of its index.", token, "Write k=1 in braces.")
