"""Names: symbols, unspecified functions at a point, and derivatives written as names."""

from __future__ import annotations

from tutor.reading.calls import bracket_list
from tutor.reading.cursor import Cursor
from tutor.reading.functions import FUNCTION_LETTERS, GREEK
from tutor.reading.syntax import Apply, DerivativeNode, Node, Sym
from tutor.reading.tokens import Token

# Derivatives of higher order are written out by no one.
_MAX_ORDER = 9


def named(c: Cursor) -> Node:
    """The name at the cursor. A bracket after a declared variable is a product; after a function's name, its arguments."""
    found = derivative(c)
    if found is not None:
        return found
    token = c.take()
    if token.kind == "∂":
        raise c.fail("∂ must belong to a derivative such as ∂f/∂x.", token)
    primes = _primes(c)
    if c.kind == "(" and _is_applied(c, token.text, primes):
        return _applied(c, token, primes)
    if primes:
        return DerivativeNode(token.text, (), primes, token.start, c.before.end)
    return Sym(token.text, token.start, token.end)


def _primes(c: Cursor) -> int:
    """The primes after a name: f'', f^\\prime."""
    count = 0
    while c.kind == "prime" or (c.kind == "^" and c.ahead(1).kind == "prime"):
        count += len(c.take().text) if c.kind == "prime" else 0 * len(c.take().text)
    return count


def _is_applied(c: Cursor, name: str, primes: int) -> bool:
    """Whether the bracket after a name holds arguments.

    Always after a declared function and after primes; never after a declared variable. f, g, h, F, G, H are functions where
    nothing says otherwise; any other letter is one before two or more distinct letters, L(x, y), and at the start of an
    equation, r(t) = ... .
    """
    base, _, subscript = name.partition("_")
    if name in c.scope.functions or primes or (base in c.scope.functions and subscript):
        return True
    if name in c.scope.variables or base in c.scope.variables:
        return False
    if base in FUNCTION_LETTERS:
        return True
    items = c.outer_items(c.at)
    letters = [item[0].text for item in items if len(item) == 1 and item[0].kind == "name"]
    if len(letters) != len(items) or len(set(letters)) != len(letters):
        return False
    after = c.tokens[min(c.partner(c.at) + 1, len(c.tokens) - 1)].kind
    return len(letters) > 1 or (c.at == 1 and after == "=")


def _applied(c: Cursor, token: Token, primes: int) -> Node:
    args = bracket_list(c, token)
    place = (token.start, c.before.end)
    base, _, subscript = token.text.partition("_")
    slots = _slots(subscript) if subscript and token.text not in c.scope.functions else ()
    if slots:
        return Apply(base, args, primes, slots, *place)
    return Apply(token.text, args, primes, (), *place)


def _slots(subscript: str) -> tuple[str, ...]:
    """The letters of f_xy; none where the subscript is a number, as in f_1."""
    if subscript in GREEK:
        return (GREEK[subscript],)
    return tuple(subscript) if subscript.isalpha() else ()


def derivative(c: Cursor) -> DerivativeNode | None:
    """dy/dx, \\frac{\\partial^2 f}{\\partial x \\partial y}, if that is what stands at the cursor."""
    if "d" in c.scope.variables:
        return None
    tokens, at = c.tokens, c.at
    fraction = tokens[at].kind == "frac"
    if fraction:
        if tokens[at + 1].kind != "{":
            return None
        at += 2
    if not _is_d(tokens[at]):
        return None
    order, of, at = _top(tokens, at)
    if of is None:
        _refuse_operator(c, tokens, at, fraction)
        return None
    between = [t.kind for t in tokens[at : at + (2 if fraction else 1)]]
    if between != (["}", "{"] if fraction else ["/"]):
        return None
    at += len(between)
    by: list[str] = []
    while _is_d(tokens[at]) and (fraction or len(by) < order):
        _, variable, after = _top(tokens, at, exponent_last=True)
        if variable is None:
            return None
        times, at = _count(tokens, after)
        by += [variable] * times
    if len(by) != order or (fraction and tokens[at].kind != "}"):
        return None
    start = c.token.start
    c.at = at + 1 if fraction else at
    return DerivativeNode(of, tuple(by), 0, start, c.before.end)


def _refuse_operator(c: Cursor, tokens: list[Token], at: int, fraction: bool) -> None:
    """d/dx before what is to be differentiated asks for work and is no formula: raises Unreadable."""
    wanted = ["}", "{"] if fraction else ["/"]
    under = at + len(wanted)
    if [t.kind for t in tokens[at:under]] != wanted or not _is_d(tokens[under]):
        return
    _, variable, after = _top(tokens, under, exponent_last=True)
    if variable is not None and (tokens[under].kind != "name" or not tokens[after - 1].spaced):
        raise c.fail_at(
            "This asks for a derivative; it is not one that is known.",
            c.token.start, tokens[after - 1].end, "Write the function itself, or its derivative worked out.",
        )  # fmt: skip


def _is_d(token: Token) -> bool:
    return token.kind in ("∂", "differential") or (token.kind == "name" and token.text == "d")


def _top(tokens: list[Token], at: int, exponent_last: bool = False) -> tuple[int, str | None, int]:
    """The order and the name of `d^2 y`, and the position after it; no name where that is not what stands there."""
    if tokens[at].kind == "differential":
        return 1, tokens[at].text, at + 1
    at += 1
    order, at = (1, at) if exponent_last else _count(tokens, at)
    if tokens[at].kind != "name":
        return order, None, at
    return order, tokens[at].text, at + 1


def _count(tokens: list[Token], at: int) -> tuple[int, int]:
    """An order written as an exponent, 1 where there is none, and the position after it."""
    if tokens[at].kind != "^":
        return 1, at
    braced = tokens[at + 1].kind == "{"
    number = tokens[at + 2 if braced else at + 1]
    if not number.text.isdigit() or int(number.text) > _MAX_ORDER:
        return 1, at
    return int(number.text), at + (4 if braced else 2)
