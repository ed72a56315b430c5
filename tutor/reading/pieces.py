"""A function in pieces, `\\\\begin{cases} .. \\\\end{cases}`: a value and a condition on each line."""

from __future__ import annotations

from tutor.reading.cursor import Cursor
from tutor.reading.syntax import Joined, Node, Pieces
from tutor.reading.tokens import Token


def pieces(c: Cursor, opened: Token) -> Node:
    """The lines of the environment whose \\\\begin has been taken."""
    values: list[Node] = []
    conditions: list[Node | None] = []
    c.open.append("begin")
    while True:
        values.append(c.grammar.statement(c))
        conditions.append(_condition(c, opened))
        if c.kind != "\\\\":
            break
        c.take()
        if c.kind == "finish":
            break
    c.open.pop()
    if c.kind != "finish" or c.token.text != opened.text:
        raise c.fail(f"\\begin{{{opened.text}}} has no matching \\end.", opened)
    if None in conditions[:-1]:
        raise c.fail("Only the last piece can be the one for all other points.", opened)
    return Pieces(tuple(values), tuple(conditions), opened.start, c.take().end)


def _condition(c: Cursor, opened: Token) -> Node | None:
    """What stands behind &: a condition, several with commas, or `otherwise`."""
    if c.kind == ",":
        c.take()
    if c.kind != "&" and c.kind not in ("when", "otherwise"):
        raise c.fail(f"Each line of the environment '{opened.text}' needs a condition behind &.", opened)
    while c.kind in ("&", "when"):
        c.take()
    if c.kind == "otherwise":
        c.take()
        return None
    found = [c.grammar.statement(c)]
    while c.kind == ",":
        c.take()
        if c.kind not in ("\\\\", "finish"):
            found.append(c.grammar.statement(c))
    return found[0] if len(found) == 1 else Joined("and", tuple(found), found[0].start, found[-1].end)
