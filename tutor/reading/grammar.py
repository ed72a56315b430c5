"""The levels of a formula, loosest first: or, and, relations, unions, sums, products, powers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import islice, takewhile
from typing import Literal

from tutor.reading import applications, brackets, calls, integrals, series
from tutor.reading.cursor import Cursor, Grammar
from tutor.reading.limits import MAX_DEPTH
from tutor.reading.syntax import (
    Basis,
    Const,
    Factorial,
    Joined,
    Neg,
    Node,
    Num,
    PlusMinus,
    Pow,
    Prod,
    Quot,
    Relation,
    Sign,
    Sum,
    Sym,
    Tup,
)  # fmt: skip
from tutor.reading.tokens import Token

_RELATIONS: dict[str, Sign] = {"=": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "!=": "!=", "in": "in"}
_SETS = ("union", "without", "intersection")
_JOINS = frozenset({*_RELATIONS, "and", "or", *_SETS})
_SIGNS = frozenset({"+", "-", "±", "∓"})
# What may begin a factor without a sign of multiplication before it.
STARTS = frozenset({
    "number", "name", "constant", "function", "basis", "differential", "(", "[", "{", "\\{", "⟨", "|(", "‖(", "frac", "sqrt", "radical",
    "root", "binom", "integral", "series", "begin", "matrix", "∂", "empty",
})  # fmt: skip


def statement(c: Cursor) -> Node:
    """Anything between two commas: a formula, a chain of relations, several joined by `and` or `or`."""
    c.enter()
    items, signs = [sum_(c)], []
    while c.kind in _JOINS:
        sign = c.take()
        if sign.text == "≈":
            c.notice("≈ is read as =.", sign.start, sign.end)
        signs.append(sign.kind)
        items.append(sum_(c))
    c.leave()
    return _grouped(items, signs) if signs else items[0]


def _grouped(items: list[Node], signs: list[str]) -> Node:
    """A flat row `items[0] signs[0] items[1] ...` as a tree: `or` binds loosest, then `and`, relations, unions."""
    start, end = items[0].start, items[-1].end
    if "or" in signs:
        return Joined("or", _parts(items, signs, {"or"}), start, end)
    if "and" in signs:
        return Joined("and", _parts(items, signs, {"and"}), start, end)
    chain = tuple(_RELATIONS[s] for s in signs if s in _RELATIONS)
    if chain:
        return Relation(_parts(items, signs, _RELATIONS), chain, start, end)
    return _set(items, signs) if signs else items[0]


def _set(items: list[Node], signs: list[str]) -> Node:
    """Sets in a row: intersections first, then unions and differences from left to right."""
    made, joined = [items[0]], []
    for sign, item in zip(signs, items[1:], strict=True):
        if sign == "intersection":
            made[-1] = _joined("intersection", made[-1], item)
        else:
            joined.append(sign)
            made.append(item)
    out = made[0]
    for sign, item in zip(joined, made[1:], strict=True):
        out = _joined("union" if sign == "union" else "without", out, item)
    return out


def _joined(word: Literal["union", "intersection", "without"], left: Node, right: Node) -> Joined:
    """Two sets as one; a row of the same sign is one row."""
    row = left.items if isinstance(left, Joined) and left.word == word else (left,)
    return Joined(word, (*row, right), left.start, right.end)


def _parts(items: list[Node], signs: list[str], splits: Collection[str]) -> tuple[Node, ...]:
    """The row split at some of its signs, each part grouped."""
    out: list[Node] = []
    first = 0
    for k, sign in enumerate((*signs, None)):
        if sign is None or sign in splits:
            out.append(_grouped(items[first : k + 1], signs[first:k]))
            first = k + 1
    return tuple(out)


def sum_(c: Cursor) -> Node:
    """Terms with signs."""
    terms: list[Node] = []
    while True:
        signs: list[Token] = []
        while c.kind in _SIGNS:
            signs.append(c.take())
        if len(signs) > MAX_DEPTH:
            raise c.fail("Too many signs in a row.", signs[0])
        terms.append(_signed(c, signs, product(c), first=not terms))
        if c.kind not in _SIGNS:
            break
    return terms[0] if len(terms) == 1 else Sum(tuple(terms), terms[0].start, terms[-1].end)


def _signed(c: Cursor, signs: list[Token], node: Node, first: bool) -> Node:
    """A term behind its signs, innermost sign last."""
    kinds = [s.kind for s in signs]
    if kinds == ["+", "-"] and not signs[1].spaced:
        if first:
            c.notice("+- is read as ±.", signs[0].start, signs[1].end)
            return PlusMinus(node, False, signs[0].start, node.end)
        c.notice("+- is read as plus a negative term; for 'plus or minus' write ±.", signs[0].start, signs[1].end)
    for sign in reversed(signs):
        if sign.kind == "-":
            node = Neg(node, sign.start, node.end)
        elif sign.kind != "+":
            node = PlusMinus(node, sign.kind == "∓", sign.start, node.end)
    return node


def product(c: Cursor) -> Node:
    """Factors side by side, multiplied or divided from left to right."""
    factors = [power(c)]
    sign: Literal["", "×"] = ""
    # The quotient just made with a slash: a factor that follows without a sign is ambiguous.
    slash: Quot | None = None
    while True:
        kind = c.kind
        if kind == "*":
            if c.take().text == "×":
                sign = "×"
            factors.append(_signed_power(c))
            slash = None
        elif kind == "/":
            c.take()
            over = _one(factors, sign)
            slash = Quot(over, _signed_power(c), over.start, c.before.end)
            _notice_root(c, slash)
            factors, sign = [slash], ""
        elif kind in STARTS or (kind in "|‖" and kind not in c.open[-1:]) or (kind == "<" and brackets.angle_follows(c)):
            if c.at_differential():
                break
            if kind == "number" and c.before.kind == "number":
                raise c.unexpected()
            here = c.token
            _notice_power(c, factors[-1], here)
            factors.append(power(c))
            if slash is not None:
                over_under, rest = c.typed(slash), c.source[here.start : c.before.end]
                c.notice(
                    f"{over_under}{' ' if here.spaced else ''}{rest} is read as ({over_under}) times {rest}; "
                    "write brackets round the denominator if you meant it there.", slash.start, c.before.end,
                    (slash.under.start, c.before.end),
                )  # fmt: skip
                slash = None
        else:
            break
    return _one(factors, sign)


def _one(factors: list[Node], sign: Literal["", "×"]) -> Node:
    return factors[0] if len(factors) == 1 else Prod(tuple(factors), sign, factors[0].start, factors[-1].end)


def _notice_root(c: Cursor, made: Quot) -> None:
    """x^1/2 is x/2, which is seldom meant."""
    match made:
        case Quot(Pow(_, Num("1", start)), Num()) if c.source[start - 1 : start] == "^":
            text = c.typed(made)
            said = f"{text} is read as ({c.typed(made.over)})/{c.typed(made.under)}; write x^(1/2) for a root."
            c.notice(said, made.start, made.end, (start, made.end))


def _notice_power(c: Cursor, last: Node, here: Token) -> None:
    """e^xy is e^x times y."""
    match last:
        case Pow(base, exponent) if not here.spaced and here.kind in ("name", "constant"):
            bare = exponent.end == here.start and c.source[exponent.start - 1 : exponent.start] == "^"
            if bare and (isinstance(exponent, Sym) or base == Const("e")):
                said = f"{c.typed(last)}{here.text} is read as ({c.typed(last)}) times {here.text}."
                ahead = takewhile(lambda t: not t.spaced and t.kind in ("name", "constant"), islice(c.tokens, c.at, None))
                c.notice(said, last.start, here.end, (exponent.start, [t.end for t in ahead][-1]))


def _signed_power(c: Cursor) -> Node:
    """A power with signs before it, after a sign of multiplication, a slash or a caret: 2*-3, x^-y."""
    signs: list[Token] = []
    while c.kind in _SIGNS:
        signs.append(c.take())
    if len(signs) > MAX_DEPTH:
        raise c.fail("Too many signs in a row.", signs[0])
    return _signed(c, signs, power(c), first=True)


def power(c: Cursor) -> Node:
    """An operand with what stands behind it: a factorial, degrees, an exponent (right to left)."""
    base = OPERANDS.get(c.kind, _missing)(c)
    if c.kind == "^" and isinstance(base, Tup) and base.open == "{" and len(base.items) == 1:
        base = base.items[0]
    while True:
        match c.kind:
            case "!":
                sign = c.take()
                if c.kind == "!":
                    raise c.fail("'!!' cannot be read.", c.token, "Write (n!)! for the factorial of a factorial.")
                base = Factorial(base, base.start, sign.end)
            case "degree":
                base = _degrees(c, base)
            case "^" if c.ahead(1).kind == "degree":
                c.take()
                base = _degrees(c, base)
            case "^":
                c.take()
                c.enter()
                here = c.token
                exponent = _signed_power(c)
                c.leave()
                if c.latex and here.kind == "number" and len(here.text) > 1:
                    c.notice(f"^{here.text} is read as the exponent {here.text}; in LaTeX write ^{{{here.text}}}.", here.start, here.end)
                base = Pow(base, exponent, base.start, c.before.end)
            case "%":
                base = _percent(c, base)
            case _:
                return base


def _percent(c: Cursor, of: Node) -> Node:
    """5% as 5/100, where it is a factor or the whole; x + 5% does not say of what."""
    sign = c.take()
    if (c.scope.answer and not c.scope.percent) or not isinstance(of, Num):
        part = c.at > 2 and c.tokens[c.at - 3].kind in ("/", "*", "^")  # of what is a percentage as a whole: 50/3 %
        typed = ("p" if part else of.digits) if isinstance(of, Num) else "52"
        raise c.fail(f"The character '{sign.text}' cannot be read here.", sign, f"Write {typed}% as {typed}/100.")
    before = c.tokens[c.at - 3].kind if c.at > 2 else ""
    if (before in _SIGNS and c.at > 3 and c.kind not in STARTS | {"*"}) or (c.kind in _SIGNS and before not in ("*", "/")):
        raise c.fail("A percentage in a sum does not say of what.", sign, "Write 5% x, or 5/100 for the number.")
    c.notice(f"{of.digits}% is read as {of.digits}/100.", of.start, sign.end)
    return Quot(of, Num("100", sign.start, sign.end), of.start, sign.end, percent=True)


def _degrees(c: Cursor, of: Node) -> Node:
    sign = c.take()
    c.notice("Degrees are turned to radians.", of.start, sign.end)
    place = (of.start, sign.end)
    return Prod((of, Quot(Const("pi", *place), Num("180", *place), *place)), "", *place)


def _number(c: Cursor) -> Node:
    token = c.take()
    return Num(token.text, token.start, token.end)


def _constant(c: Cursor) -> Node:
    token = c.take()
    return Const(token.text, token.start, token.end)


def _basis(c: Cursor) -> Node:
    token = c.take()
    return Basis(token.text, token.start, token.end)


def _differential(c: Cursor) -> Node:
    found = applications.derivative(c)
    if found is not None:
        return found
    token = c.take()
    return Sym(f"d{token.text}", token.start, token.end)


def _brace(c: Cursor) -> Node:
    """Braces hold together in LaTeX, after a script and where they are calculated with, else they hold a set."""
    if c.kind == "{" and (c.latex or c.before.kind in ("^", "_")):
        return brackets.group(c)
    before = c.before.kind if c.at else ""
    node = brackets.bracketed(c)
    if isinstance(node, Tup) and len(node.items) == 1 and node.open == "{":
        calculated = before in CALCULATED or c.kind in _FOLLOWING
        return node.items[0] if calculated else node
    return node


def _fraction(c: Cursor) -> Node:
    return applications.derivative(c) or brackets.fraction(c)


def _empty(c: Cursor) -> Node:
    token = c.take()
    return Tup((), "{", "}", token.start, token.end)


def _missing(c: Cursor) -> Node:
    raise _nothing_here(c)


# What stands before and behind braces that only hold together: 2{x} + 1 is no set.
CALCULATED = frozenset({"number", "name", "constant", "function", ")", "}", "]", "\\}", "|", "|(", "‖(", "+", "-", "*", "/", "^", "±"})
_FOLLOWING = frozenset({"+", "-", "*", "/", "^", "!", "±"}) | (STARTS - {"\\{"})

# What reads an operand, by the kind of its first token. A table and not a function: it saves a frame on every level.
OPERANDS: Mapping[str, Callable[[Cursor], Node]] = {
    "number": _number, "name": applications.named, "∂": applications.named, "constant": _constant, "basis": _basis,
    "differential": _differential, "function": calls.called, "(": brackets.bracketed, "[": brackets.bracketed,
    "\\{": _brace, "root": brackets.root_of, "{": _brace, "⟨": brackets.angle, "<": brackets.angle, "|": brackets.bars,
    "‖": brackets.bars, "|(": brackets.bars, "‖(": brackets.bars,
    "frac": _fraction, "sqrt": brackets.root, "radical": calls.radical, "binom": brackets.binomial, "integral": integrals.integral,
    "series": series.series, "begin": brackets.matrix, "matrix": brackets.matrix, "empty": _empty,
}  # fmt: skip


def operand(c: Cursor) -> Node:
    """One thing: a numeral, a name, a call, a bracket."""
    return OPERANDS.get(c.kind, _missing)(c)


def _nothing_here(c: Cursor) -> Exception:
    """The error where an operand should stand."""
    here, before = c.token, c.before
    if c.at == 0:
        if here.kind in _JOINS | {"*", "/", "^", "!", ",", "&"}:
            return c.fail(f"Something is missing before '{here.text}'.", here)
        return c.unexpected()
    if before.kind in ("(", "[", "{", "\\{", "⟨", "<", "|", "|("):
        return c.fail(f"Something is missing after '{before.text}'.", here if here.kind != "end" else before)
    if here.kind in ("prime", ";", "number") or here.kind == before.kind == ",":
        return c.unexpected()
    if before.kind == "^":
        return c.fail("The exponent is missing.", before)
    return c.fail(f"Something is missing after '{before.text}'.", before)


GRAMMAR = Grammar(statement, sum_, product, power, operand)
