"""Matrices: rows in brackets, `[1, 2; 3, 4]` with commas or spaces, and LaTeX environments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tutor.errors import Unreadable
from tutor.reading.draft import Draft, Span
from tutor.reading.leading import Led, chain, unled
from tutor.reading.lines import rows, steps
from tutor.reading.patterns import compiled
from tutor.reading.shapes.asides import without_asides
from tutor.reading.shapes.earlier import earlier
from tutor.reading.shapes.entries import named_entries
from tutor.reading.shapes.kinds import wrong
from tutor.reading.shapes.result import Result, Said
from tutor.reading.syntax import Basis, Node, Rows, Tup, walk
from tutor.reading.vectors import collected

# Numbers and single formulas without spaces, set apart by spaces: [1 2; 3 4].
_ROWS_BY_SIGNS = compiled(r"\s*(?:matrix\s*)?[(\[]([^()\[\]]*;[^()\[\]]*)[)\]]\s*", re.DOTALL)
_MOST = 400
_TWO = 2
# An entry between spaces; a function goes on to its argument, and a sign with blanks round it joins what it stands between.
_CELL = compiled(
    r"(?:\\?(?:arc)?(?:sin|cos|tan|sec|csc|cot|sinh|cosh|tanh|ln|log|exp|sqrt)(?:\^\S{1,4})?[ ]{1,4}"
    r"|[^\s;]+[ ]{1,4}[-+*/=][ ]{1,4}|[^\s;])+"
)
_BRACKETED = compiled(r"[(\[]\s*([^()\[\],;=\n]+?)\s*[)\]]")
_BRACES = compiled(r"\{\s*\{[^{}\\]*\}(?:\s*,\s*\{[^{}\\]*\})*\s*\}")
_ANGLES = compiled(r"<\s*<[^<>]*>(?:\s*[,|]\s*<[^<>]*>)*\s*>")
_AS_SQUARE = str.maketrans("{}<>|", "[][],")


def matrix(draft: Draft, span: Span) -> Result:
    """One matrix; what follows the last `so` or arrow."""
    found = steps(draft, _bracketed(draft, without_asides(draft, span)))
    entries = named_entries(draft, found[-1])
    if entries is not None:
        return Result(entries, None, (), tuple(found))
    lines = rows(draft, found[-1])
    bare = _bare_rows(draft, lines)
    if bare is not None:
        return Result(bare, None, (), tuple(found))
    if len(lines) > 1 and _is_row_each(draft, lines):
        between = [(a[1], b[0]) for a, b in pairwise(lines)]
        draft.rewrite("".join("," if any(k == a for a, _ in between) else c for k, c in enumerate(draft.text)))
    elif len(lines) > 1:
        draft.notice("The last line is taken as the answer.", lines[-1])
        found = lines
    before = earlier(draft, found[:-1], _line)
    led = unled(draft, found[-1])
    whole, name, labels, members = _written(draft, led)
    return Result(whole, name, members, tuple(found), (), (*led.labels, *labels), None, before)


def _written(draft: Draft, led: Led) -> tuple[Node, str | None, tuple[str, ...], tuple[Node, ...]]:
    """The matrix of a stretch, with what it was called, and the members of a chain."""
    written = _ROWS_BY_SIGNS.fullmatch(draft.text, *led.span)
    if written and "," not in written[1] and "\\" not in written[1]:
        return _spaced(draft, written.span(1), led.span), led.name, (), ()
    if written and draft.text[led.span[0]] == "(":
        draft.rewrite("".join(_squared(c, k in (led.span[0], led.span[1] - 1)) for k, c in enumerate(draft.text)))
    read = chain(draft, draft.parse(led.span), led.name)
    return as_matrix(draft, read.value), read.name, read.labels, tuple(_members(draft, read.members))


def _members(draft: Draft, members: tuple[Node, ...]) -> Iterator[Node]:
    """The members of a chain as matrices; a product that is still to be worked out is working."""
    for member in members:
        try:
            yield as_matrix(draft, member)
        except Unreadable:
            if not any(isinstance(n, Tup | Rows | Basis) for n in walk(member)):
                yield member


def _line(draft: Draft, line: Span) -> Said | None:
    """The matrix that an earlier line gives."""
    led = unled(draft, line)
    whole, _, labels, members = _written(draft, led)
    return Said((*led.labels, *labels), whole) if isinstance(whole, Rows) and not members else None


def _bracketed(draft: Draft, span: Span) -> Span:
    """With square brackets for doubled braces {{1, 2}, {3, 4}} and for angles with bars <<1|2>, <3|4>>."""
    first, last = span
    text = draft.text[first:last]
    for pattern, table in ((_BRACES, _AS_SQUARE), (_ANGLES, _AS_SQUARE)):
        if pattern.fullmatch(text):
            draft.rewrite(draft.text[:first] + text.translate(table) + draft.text[last:])
    return draft.trimmed(first, last)


def _is_row_each(draft: Draft, lines: list[Span]) -> bool:
    """Whether every line is a row in brackets, and not a matrix of its own."""
    return all(draft.text[a] in "[(" and draft.text[a + 1 : a + 2] not in ("[", "(") for a, _ in lines) or any(
        draft.text[a:b].count("[") != draft.text[a:b].count("]") for a, b in lines
    )


def _bare_rows(draft: Draft, lines: list[Span]) -> Node | None:
    """Rows without brackets, a line or a semicolon between them: 1, 2; 3, 4."""
    if any(draft.text[a] in "[({<\\⟨" or "=" in draft.text[a:b] for a, b in lines):
        return _bare_rows_in_brackets(draft, lines)
    cells = [draft.items(line) for line in lines]
    if all(len(row) == 1 for row in cells):
        cells = [_between_spaces(draft, line) for line in lines]
    if len(lines) < _TWO or len(cells[0]) < _TWO or any(len(row) != len(cells[0]) for row in cells):
        return None
    return Rows(tuple(tuple(draft.parse(cell) for cell in row) for row in cells), lines[0][0], lines[-1][1])


def _bare_rows_in_brackets(draft: Draft, lines: list[Span]) -> Node | None:
    """Lines [1 2] and [3 4] of entries between spaces."""
    inner = [_BRACKETED.fullmatch(draft.text, a, b) for a, b in lines]
    if len(lines) < _TWO or any(m is None for m in inner):
        return None
    table = [_between_spaces(draft, m.span(1)) for m in inner if m is not None]
    if len(table[0]) < _TWO or any(len(row) != len(table[0]) for row in table):
        return None
    return Rows(tuple(tuple(draft.parse(cell) for cell in row) for row in table), lines[0][0], lines[-1][1])


def _between_spaces(draft: Draft, span: Span) -> list[Span]:
    """The entries of a row that only spaces set apart."""
    return [(span[0] + m.start(), span[0] + m.end()) for m in _CELL.finditer(draft.text[slice(*span)])]


def _squared(char: str, edge: bool) -> str:
    return {"(": "[", ")": "]"}.get(char, char) if edge else char


def _spaced(draft: Draft, inner: Span, whole: Span) -> Node:
    """Rows between semicolons, entries between spaces."""
    made: list[tuple[Node, ...]] = []
    first = inner[0]
    text = draft.text
    for k in range(inner[0], inner[1] + 1):
        if k == inner[1] or text[k] == ";":
            cells = [m.span() for m in _CELL.finditer(text[first:k])]
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
