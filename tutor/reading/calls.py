"""Library functions and their arguments, with brackets and without: sin(x), sin 2t, sin^2 x, log_2 8."""

from __future__ import annotations

from tutor.reading.brackets import bars, bracketed, group, over
from tutor.reading.cursor import Cursor
from tutor.reading.functions import ARGUMENTS, INVERSES
from tutor.reading.syntax import Call, Const, DerivativeNode, Neg, Node, Num, Pow, Prod, Quot, Sym, Tup
from tutor.reading.tokens import Token

_ROOTS = ("sqrt", "cbrt", "root")
_ANGLES, _RADII = ("theta", "phi", "varphi"), ("r", "rho")
_FACTORS = frozenset({"number", "name", "constant", "function", "frac", "sqrt", "radical", "binom", "{", "|", "|("})


def called(c: Cursor) -> Node:
    """The function at the cursor with its argument."""
    token = c.take()
    exponent: Node | None = None
    base: Node | None = None
    index: Node | None = None
    while c.kind in ("^", "_"):
        if c.take().kind == "^" and exponent is None:
            exponent = _script(c)
        elif token.text == "log" and base is None:
            base = _script(c)
        else:
            raise c.fail(f"{token.text} cannot have this exponent or subscript.", c.before)
    if token.text == "sqrt" and c.kind == "[" and c.tokens[min(c.partner(c.at) + 1, len(c.tokens) - 1)].kind in ("{", "("):
        c.take()
        index = c.grammar.statement(c)
        c.take()
    c.enter()
    args = _arguments(c, token)
    c.leave()
    if index is not None:
        return Call("root", (*args, index), token.start, c.before.end)
    made = _call(c, token, args, base)
    if exponent is None:
        return made
    place = (token.start, c.before.end)
    if exponent in (Neg(Num("1")), Num("-1")):
        if token.text not in INVERSES:
            raise c.fail(f"{token.text} to the power -1 can mean two things.", token, f"Write 1/{token.text}(x) for the reciprocal.")
        inverse = INVERSES[token.text]
        written = f"ar{inverse[1:]}" if inverse[-1] == "h" else f"arc{inverse[1:]}"
        c.notice(f"{token.text}^-1 is read as the inverse function {written}.", *place)
        return Call(inverse, args, *place)
    return Pow(made, exponent, *place)


def _script(c: Cursor) -> Node:
    """The exponent or base that stands at a function's name: braces, a bracket, one signed numeral or one letter."""
    token = c.token
    if token.kind == "{":
        return group(c)
    if token.kind == "(":
        return bracketed(c)
    if token.kind == "-":
        c.take()
        return Neg(_script_one(c), token.start, c.before.end)
    return _script_one(c)


def _script_one(c: Cursor) -> Node:
    token = c.token
    if token.kind == "number":
        c.take()
        return Num(token.text, token.start, token.end)
    if token.kind in ("name", "constant"):
        # Only the letter: sin^n(x) is no call of n.
        return c.grammar.operand(c) if c.ahead(1).kind != "(" else _letter(c)
    raise c.fail("The exponent is missing.", c.before)


def _letter(c: Cursor) -> Node:
    token = c.take()
    return Const(token.text, token.start, token.end) if token.kind == "constant" else Sym(token.text, token.start, token.end)


def _call(c: Cursor, token: Token, args: tuple[Node, ...], base: Node | None) -> Node:
    """The call, once the number of its arguments is right. The natural logarithm is always `ln`."""
    name, place = token.text, (token.start, c.before.end)
    least, most = ARGUMENTS.get(name, (1, 1))
    if not least <= len(args) <= most:
        takes = "one argument" if most == 1 else f"{least} arguments" if least == most else f"{least} to {most} arguments"
        raise c.fail(f"{name} takes {takes}, not {len(args)}.", token)
    match name:
        case "log" | "lg":
            bases = (*args[1:], *([base] if base is not None else []))
            if len(bases) > 1:
                raise c.fail("This logarithm has two bases.", token)
            known = 10 if name == "lg" else c.scope.log_base
            if not bases and known is None:
                return Call("ln", args, *place)
            return Call("log", (args[0], bases[0] if bases else Num(str(known), *place)), *place)
        case "atan" if len(args) == 2:
            return Call("atan2", args, *place)
    return Call(name, args, *place)


def _arguments(c: Cursor, token: Token) -> tuple[Node, ...]:
    """The argument list in brackets, or what the function takes without them."""
    match c.kind:
        case "(" | "[":
            return bracket_list(c, token)
        case "{":
            return (group(c),)
        case "\\{":
            held = bracketed(c)
            return held.items if isinstance(held, Tup) else (held,)
        case "|" | "|(" if c.kind not in c.open[-1:]:
            return (bars(c),)
    if token.text in ("sqrt", "cbrt"):
        return (_radicand(c, token),)
    return (_bare(c, token),)


def bracket_list(c: Cursor, token: Token) -> tuple[Node, ...]:
    """`(a, b)` as arguments."""
    opened = c.take()
    closing = ")" if opened.kind == "(" else "]"
    if c.kind == closing:
        raise c.fail(f"{token.text} needs an argument between its brackets.", token)
    c.open.append(opened.kind)
    args = [over(c, c.grammar.statement(c))]
    while c.kind == ",":
        c.take()
        args.append(over(c, c.grammar.statement(c)))
    c.open.pop()
    c.expect(closing, opened)
    return tuple(args)


def radical(c: Cursor) -> Node:
    """√x, ∛x, √(x + 1)."""
    token = c.take()
    c.enter()
    args = _arguments(c, token)
    c.leave()
    return Call(token.text, args, token.start, c.before.end)


def _needs_argument(c: Cursor, token: Token) -> Exception:
    return c.fail(f"{token.text} needs an argument.", token, f"Write {token.text}(x).")


def _radicand(c: Cursor, token: Token) -> Node:
    """What a root sign without brackets covers: one factor with its exponent."""
    if c.kind not in _FACTORS:
        raise _needs_argument(c, token)
    node = c.grammar.power(c)
    shown = c.source[token.start : c.before.end]
    if isinstance(node, Pow) or (c.kind in ("name", "constant") and not c.token.spaced):
        c.notice(f"In {shown} the root is taken of {c.typed(node)} only; write brackets if you meant more.", token.start, c.before.end)
    return node


def _is_number(node: Node) -> bool:
    """Whether a factor is a mere coefficient: 2, pi, 1/2."""
    match node:
        case Num() | Const("pi"):
            return True
        case Quot(a, b):
            return _is_number(a) and _is_number(b)
    return False


def _is_angle(factors: list[Node]) -> bool:
    """Whether factors are an angle of polar coordinates, or a multiple of one."""
    return bool(factors) and isinstance(last := factors[-1], Sym) and last.name in _ANGLES and all(map(_is_number, factors[:-1]))


def _bare(c: Cursor, token: Token) -> Node:
    """An argument without brackets: the factors up to the next sign, function or bracket."""
    command = c.source[token.start] == "\\"
    minus = c.take() if c.kind == "-" else None
    factors: list[Node] = []
    while c.kind in _FACTORS or (c.kind in ("(", "[") and factors and all(map(_is_number, factors))):
        here = c.token
        if here.kind in c.open[-1:] or c.at_differential() or (here.kind in ("|", "|(") and factors):
            break
        if here.kind == "function" and factors and not all(map(_is_number, factors)):
            break
        if here.kind in ("sqrt", "radical") and factors and not all(map(_is_number, factors)):  # cos x sqrt(1 + x), as cos x sin x
            c.notice(f"{token.text} ends before {here.text}, which is a factor; write brackets if you meant more.", token.start, here.end)
            break
        if here.kind == "number" and factors:
            break
        if here.kind == "name" and factors and here.text.partition("_")[0] in c.scope.functions and not all(map(_is_number, factors)):
            break  # sin t f_x, with f a function of the problem
        if here.text == "e" and c.ahead(1).kind == "^" and factors and not all(map(_is_number, factors)):
            break
        if here.kind == "name" and here.spaced and here.text in _RADII and _is_angle(factors):
            c.notice(f"{token.text} ends before {here.text}, which is a factor; write brackets if you meant more.", token.start, here.end)
            break
        at = c.at
        found = c.grammar.power(c)
        if isinstance(found, DerivativeNode) and factors and not all(map(_is_number, factors)):
            c.at = at  # cos \theta times \frac{\partial f}{\partial x}
            break
        factors.append(found)
        if here.kind in ("function", "(", "["):
            break
    if not factors:
        raise _needs_argument(c, token)
    _notice_bare(c, token, factors, command)
    node = factors[0] if len(factors) == 1 else Prod(tuple(factors), "", factors[0].start, factors[-1].end)
    if c.kind == "/":
        node = _over(c, token, node, factors)
    if c.kind == "*" and all(map(_is_number, factors)):
        c.notice(f"{c.source[token.start : c.before.end]} ends before the sign of multiplication.", token.start, c.before.end)
    if minus is None:
        return node
    c.notice(f"{token.text} of the negative: write {token.text}(-x).", token.start, c.before.end)
    return Neg(node, minus.start, node.end)


def _notice_bare(c: Cursor, token: Token, factors: list[Node], command: bool) -> None:
    inside = c.source[factors[0].start : c.before.end]
    letters = [f for f in factors if not _is_number(f)]
    squared = isinstance(factors[-1], Pow) and not command
    bracket = len(factors) > 1 and c.before.kind in (")", "]")
    numbered = token.text in ("log", "ln") and isinstance(factors[0], Num) and bool(letters) and not c.scope.answer
    nested = len(factors) > 1 and isinstance(factors[-1], Call) and factors[-1].function not in _ROOTS  # cos 2 ln 8
    if len(letters) > 1 or squared or bracket or nested or (numbered and c.source[factors[0].end : factors[0].end + 1].isspace()):
        typed = c.source[token.start : factors[0].start].strip()
        name = typed if typed[3:].isdigit() and token.text == "log" and typed.startswith("log") and " " not in typed else token.text
        c.notice(f"{c.source[token.start : c.before.end]} is read as {name}({inside}).", token.start, c.before.end)


def _over(c: Cursor, token: Token, node: Node, factors: list[Node]) -> Node:
    """sin pi/4 is sin(pi/4), sin x/2 is (sin x)/2."""
    shown = c.source[token.start : c.before.end]
    if all(map(_is_number, factors)) and c.ahead(1).kind == "number":
        c.take()
        under = c.take()
        node = Quot(node, Num(under.text, under.start, under.end), node.start, under.end)
        c.notice(f"{c.source[token.start : under.end]} is read as {token.text}({c.typed(node)}).", token.start, under.end)
    else:
        c.notice(f"{shown}/{c.ahead(1).text} is read as ({shown})/{c.ahead(1).text}.", token.start, c.ahead(1).end)
    return node
