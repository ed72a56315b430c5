"""What stands between brackets, braces and bars: groups, points, vectors, intervals, sets, matrices."""

from __future__ import annotations

from tutor.reading.cursor import CLOSERS, OPENERS, Cursor
from tutor.reading.functions import CASES
from tutor.reading.pieces import pieces
from tutor.reading.syntax import (
    Abs,
    Call,
    Joined,
    Node,
    Norm,
    Num,
    Quot,
    Relation,
    Rows,
    Tup,
)
from tutor.reading.tokens import Token

_CLOSING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "|": "|", "|(": "|)", "‖": "‖", "‖(": "‖)"}
# Half-open intervals: (0, 1] and [0, 1).
_MIXED = {"(": "]", "[": ")"}
_MATRICES = frozenset(["matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "array"])


def bracketed(c: Cursor, row: bool = False) -> Node:
    """A bracket. One item in round or square brackets is that item, unless it is the `row` of a matrix."""
    opened = c.take()
    closing = _CLOSING[opened.kind]
    shown = opened.text.lstrip("\\")
    c.open.append(opened.kind)
    if c.kind == closing:
        end = c.take().end
        c.open.pop()
        if shown == "{":
            return Tup((), "{", "}", opened.start, end)
        raise c.fail_at(f"There is nothing between the brackets {opened.text}{c.before.text}.", opened.start, end)
    rows: list[list[Node]] = [[_item(c, opened)]]
    while c.kind == "," or (c.kind == ";" and shown == "["):
        if c.take().kind == ";":
            rows.append([_item(c, opened)])
        else:
            rows[-1].append(_item(c, opened))
    c.open.pop()
    items = tuple(rows[0])
    mixed = c.kind == _MIXED.get(shown) and len(items) == 2 and len(rows) == 1
    if c.kind != closing and not mixed:
        raise c.unclosed(opened)
    closed = c.take()
    if len(rows) > 1:
        return _matrix(c, [tuple(r) for r in rows], opened.start, closed.end)
    if len(items) == 1 and shown != "{":
        only = items[0]
        if shown == "[" and _is_row(only):
            return _matrix(c, [_items(only)], opened.start, closed.end)
        # [x = 1] is a system of one equation.
        kept = row or (shown == "[" and isinstance(only, Relation | Joined))
        return _tup(items, "[", "]", opened, closed) if kept else only
    if shown == "[" and all(_is_row(item) for item in items):
        return _matrix(c, [_items(item) for item in items], opened.start, closed.end)
    return _tup(items, shown, closed.text.lstrip("\\"), opened, closed)


def _tup(items: tuple[Node, ...], open: str, close: str, opened: Token, closed: Token) -> Tup:
    return Tup(items, open, close, opened.start, closed.end)


def _is_row(node: Node) -> bool:
    return isinstance(node, Tup) and node.open == "[" and node.close == "]"


def _items(node: Node) -> tuple[Node, ...]:
    assert isinstance(node, Tup)
    return node.items


def _item(c: Cursor, opened: Token) -> Node:
    """One item; a square bracket that is a whole item of a square bracket is a row, even with one entry."""
    if opened.kind in ("[", "matrix") and c.kind == "[" and c.tokens[min(c.partner(c.at) + 1, len(c.tokens) - 1)].kind in (",", "]", ")"):
        c.enter()
        node = bracketed(c, row=True)
        c.leave()
        return node
    return over(c, c.grammar.statement(c))


def _matrix(c: Cursor, rows: list[tuple[Node, ...]], start: int, end: int) -> Rows:
    if any(len(r) != len(rows[0]) for r in rows):
        raise c.fail_at("The rows of the matrix have unequal lengths.", start, end)
    return Rows(tuple(rows), start, end)


def matrix(c: Cursor) -> Node:
    """`\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}` and `matrix([a, b], [c, d])`."""
    opened = c.take()
    if opened.kind == "matrix":
        bracket = c.take()
        rows = [_item(c, opened)]
        while c.kind == ",":
            c.take()
            rows.append(_item(c, opened))
        closed = c.expect(")", bracket)
        if len(rows) == 1 and isinstance(rows[0], Rows):
            return rows[0]
        if not all(_is_row(r) for r in rows):
            raise c.fail_at("A matrix is written by its rows, as [[1, 2], [3, 4]].", opened.start, closed.end)
        return _matrix(c, [_items(r) for r in rows], opened.start, closed.end)
    if opened.text in CASES and not c.scope.answer:
        return pieces(c, opened)
    if opened.text not in _MATRICES:
        raise c.fail(f"The environment '{opened.text}' cannot be read here.", opened)
    cells: list[list[Node]] = [[]]
    c.open.append("begin")
    while True:
        cells[-1].append(c.grammar.statement(c))
        if c.kind == "&":
            c.take()
            continue
        if c.kind == "\\\\":
            c.take()
            if c.kind != "finish":
                cells.append([])
                continue
        break
    c.open.pop()
    if c.kind != "finish" or c.token.text != opened.text:
        raise c.fail(f"\\begin{{{opened.text}}} has no matching \\end.", opened)
    closed = c.take()
    return _matrix(c, [tuple(r) for r in cells], opened.start, closed.end)


def group(c: Cursor) -> Node:
    """Braces that only hold together, as in LaTeX."""
    opened = c.take()
    if c.kind == "}":
        raise c.fail("There is nothing between the braces.", opened._replace(end=c.token.end))
    c.open.append("{")
    node: Node
    if c.at_differential():
        node = Num("1", opened.end, opened.end)
    else:
        node = over(c, c.grammar.statement(c))
    if c.at_differential() and c.held is None:
        c.held = c.differential()
    c.open.pop()
    c.expect("}", opened)
    return node


def over(c: Cursor, upper: Node) -> Node:
    """What a group holds, where it may be written as `a \\over b` or `n \\choose k`."""
    if c.kind != "over":
        return upper
    sign = c.take()
    lower = c.grammar.statement(c)
    if c.kind == "over" or isinstance(upper, Relation | Joined) or isinstance(lower, Relation | Joined):
        raise c.fail(f"\\{sign.text} must stand in braces of its own.", sign, "Write \\frac{a}{b}.")
    if sign.text == "choose":
        return Call("binomial", (upper, lower), upper.start, lower.end)
    return Quot(upper, lower, upper.start, lower.end)


def root_of(c: Cursor) -> Node:
    """`\\root 3 \\of {x}`."""
    command = c.take()
    index = c.grammar.statement(c)
    if c.kind != "of":
        raise c.fail("\\root needs \\of after its index.", command, "Write \\sqrt[3]{x}.")
    c.take()
    return Call("root", (tex_argument(c, command), index), command.start, c.before.end)


def tex_argument(c: Cursor, command: Token) -> Node:
    """What a command takes: braces, or one digit, one letter, one command."""
    token = c.token
    if token.kind == "{":
        return group(c)
    if token.kind == "number" and len(token.text) > 1:
        if not token.text.isdigit():
            raise c.fail(f"Write braces round {token.text} here.", token)
        c.tokens[c.at] = token._replace(text=token.text[1:], start=token.start + 1)
        return Num(token.text[0], token.start, token.start + 1)
    if token.kind in ("end", "}", ")", "+", "*", "/", "=", "&", ","):
        needed = "an argument" if command.kind == "sqrt" else "two arguments"
        raise c.fail(f"{c.source[command.start : command.end]} needs {needed}.", command)
    return c.grammar.operand(c)


def fraction(c: Cursor) -> Node:
    """`\\frac{a}{b}`, `\\frac12`, `\\frac xy`."""
    command = c.take()
    # Two levels: a fraction's braces take more of Python's stack than a bracket does.
    c.enter()
    over = tex_argument(c, command)
    under = tex_argument(c, command)
    c.leave()
    return Quot(over, under, command.start, c.before.end)


def binomial(c: Cursor) -> Node:
    """`\\binom{n}{k}`."""
    command = c.take()
    upper = tex_argument(c, command)
    return Call("binomial", (upper, tex_argument(c, command)), command.start, c.before.end)


def root(c: Cursor) -> Node:
    """`\\sqrt{x}`, `\\sqrt[3]{x}`, `\\sqrt2`."""
    command = c.take()
    if c.kind == "[":
        bracket = c.take()
        c.open.append("[")
        index = c.grammar.statement(c)
        c.open.pop()
        c.expect("]", bracket)
        return Call("root", (tex_argument(c, command), index), command.start, c.before.end)
    if c.kind == "(":
        # Not as TeX sets it, but what someone who types \sqrt(x+1) means.
        return Call("sqrt", (bracketed(c),), command.start, c.before.end)
    return Call("sqrt", (tex_argument(c, command),), command.start, c.before.end)


def bars(c: Cursor) -> Node:
    """|x|, ||v|| and their LaTeX forms."""
    opened = c.take()
    c.enter()
    c.open.append(opened.kind)
    node = c.grammar.sum(c)
    c.open.pop()
    c.leave()
    if c.kind != _CLOSING[opened.kind]:
        if c.kind == "end":
            raise c.fail(f"This {opened.text} has no partner.", opened)
        raise c.unclosed(opened)
    closed = c.take()
    if opened.text == "‖":
        return Norm(node, opened.start, closed.end)
    if isinstance(node, Abs) and node.start == opened.end and node.end == closed.start:
        return Norm(node.of, opened.start, closed.end)
    return Abs(node, opened.start, closed.end)


def angle(c: Cursor) -> Node:
    """<1, 2, 3>; between < and > the entries are sums, since > closes."""
    equals = c.before if c.at else None
    opened = c.take()
    entry = c.grammar.statement if opened.kind == "⟨" else c.grammar.sum
    closing = "⟩" if opened.kind == "⟨" else ">"
    c.enter()
    c.open.append(opened.kind)
    items = [entry(c)]
    while c.kind == ",":
        c.take()
        items.append(entry(c))
    c.open.pop()
    c.leave()
    if c.kind == ">=" and closing == ">" and len(items) > 1:  # <1, 2>=0 is a bracket and an equals sign
        sign = c.token
        c.tokens[c.at : c.at + 1] = [
            sign._replace(kind=">", text=">", end=sign.start + 1),
            sign._replace(kind="=", text="=", start=sign.start + 1),
        ]
    if c.kind != closing:
        if equals is not None and equals.kind == "=" and opened.start == equals.end:
            raise c.fail("'=<' is not a sign that can be read.", equals._replace(end=opened.end), "Write <= for 'less than or equal'.")
        raise c.fail(f"The bracket '{opened.text}' is never closed.", opened) if c.kind == "end" else c.unexpected()
    return Tup(tuple(items), "<", ">", opened.start, c.take().end)


def angle_follows(c: Cursor) -> bool:
    """Whether the < after an operand opens a vector: 3<1, 2>. A comma and a > must come, and then nothing to compare with."""
    depth, comma = 0, False
    for k in range(c.at + 1, len(c.tokens)):
        kind = c.tokens[k].kind
        if kind in OPENERS:
            depth += 1
        elif kind in CLOSERS:
            depth -= 1
            if depth < 0:
                return False
        elif kind == "," and depth == 0:
            comma = True
        elif kind == ">" and depth == 0:
            following = c.tokens[min(k + 1, len(c.tokens) - 1)].kind
            return comma and following in ("end", "+", "*", "/", ",", ")", "]", "}", "=")
        elif kind in ("<", "<=", ">=", "=") and depth == 0:
            return False
    return False
