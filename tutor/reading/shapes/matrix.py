"""Matrices: rows in brackets, `[1, 2; 3, 4]` with commas or spaces, and LaTeX environments."""

from __future__ import annotations

import re
from itertools import pairwise

from tutor.reading.draft import Draft, Span
from tutor.reading.leading import chain, unled
from tutor.reading.lines import rows, steps
from tutor.reading.patterns import compiled
from tutor.reading.shapes.kinds import wrong
from tutor.reading.shapes.result import Result
from tutor.reading.syntax import Node, Rows, Tup
from tutor.reading.vectors import collected

# Numbers and single formulas without spaces, set apart by spaces: [1 2; 3 4].
_ROWS_BY_SIGNS = compiled(r"\s*(?:matrix\s*)?[(\[]([^()\[\]]*;[^()\[\]]*)[)\]]\s*", re.DOTALL)
_MOST = 400


def matrix(draft: Draft, span: Span) -> Result:
    """One matrix; what follows the last `so` or arrow."""
    found = steps(draft, span)
    lines = rows(draft, found[-1])
    if len(lines) > 1 and all(draft.text[a] in "[(" for a, _ in lines):  # a row a line
        between = [(a[1], b[0]) for a, b in pairwise(lines)]
        draft.rewrite("".join("," if any(k == a for a, _ in between) else c for k, c in enumerate(draft.text)))
    elif len(lines) > 1:
        draft.notice("The last line is taken as the answer.", lines[-1])
        found = lines
    led = unled(draft, found[-1])
    written = _ROWS_BY_SIGNS.fullmatch(draft.text, *led.span)
    if written and "," not in written[1] and "\\" not in written[1]:
        return Result(_spaced(draft, written.span(1), led.span), led.name, (), tuple(found))
    if written and draft.text[led.span[0]] == "(":
        draft.rewrite("".join(_squared(c, k in (led.span[0], led.span[1] - 1)) for k, c in enumerate(draft.text)))
    read = chain(draft, draft.parse(led.span), led.name)
    return Result(as_matrix(draft, read.value), read.name, (), tuple(found))


def _squared(char: str, edge: bool) -> str:
    return {"(": "[", ")": "]"}.get(char, char) if edge else char


def _spaced(draft: Draft, inner: Span, whole: Span) -> Node:
    """Rows between semicolons, entries between spaces."""
    made: list[tuple[Node, ...]] = []
    first = inner[0]
    text = draft.text
    for k in range(inner[0], inner[1] + 1):
        if k == inner[1] or text[k] == ";":
            cells = [m.span() for m in re.finditer(r"[^\s;]+", text[first:k])]
            if len(cells) + sum(map(len, made)) > _MOST:
                raise draft.fail("The matrix is too large.", whole)
            made.append(tuple(draft.parse((first + a, first + b)) for a, b in cells))
            first = k + 1
    if any(len(r) != len(made[0]) for r in made) or not made[0]:
        raise draft.fail("The rows of the matrix have unequal lengths.", whole)
    return Rows(tuple(made), *whole)


def as_matrix(draft: Draft, tree: Node) -> Node:
    """The tree as rows; a vector stays one, for it may stand for a single row or column."""
    tree = collected(draft.text, tree)
    match tree:
        case Rows():
            return tree
        case Tup(items, open, close) if items and open + close in ("()", "[]", "<>", "{}", ""):
            if not all(isinstance(i, Tup | Rows) for i in items):
                if not draft.strict:
                    draft.notice("The vector is read as a matrix of a single row or column.", (tree.start, tree.end))
                return tree
            made = tuple(map(_row, items))
            if any(len(r) != len(made[0]) for r in made):
                raise draft.fail("The rows of the matrix have unequal lengths.", tree)
            draft.notice("The list of rows is read as a matrix.", (tree.start, tree.end))
            return Rows(made, tree.start, tree.end)
    raise wrong(draft, "matrix", tree, "Write it by its rows, as in [[1, 2], [3, 4]].")


def _row(node: Node) -> tuple[Node, ...]:
    """The entries of a row; a row of rows was read as a matrix of its own."""
    match node:
        case Tup(items):
            return items
        case Rows(inner):
            return tuple(Tup(r, "[", "]", node.start, node.end) for r in inner)
    return (node,)
