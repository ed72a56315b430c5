"""An author's LaTeX between dollar signs to a layout: set as written, its meaning not asked for."""

from __future__ import annotations

import re
from typing import NamedTuple

from tutor.errors import Unreadable, nearest
from tutor.page.layout import (
    APPLY,
    Accent,
    BigOperator,
    Fenced,
    Fraction,
    FunctionName,
    Grid,
    Ident,
    Layout,
    Number,
    Operator,
    Role,
    Root,
    Script,
    Space,
    Style,
    Words,
    row,
)
from tutor.reading.characters import plainly, unreadable
from tutor.reading.limits import MAX_DEPTH, check_length
from tutor.reading.signs import (
    ACCENTS,
    BARS,
    BIG,
    CLOSE,
    DOUBLE,
    ENDS,
    GREEK,
    GRIDS,
    IGNORED,
    INFIX,
    KNOWN,
    NAMES,
    OPEN,
    RELATIONS,
    SIZES,
    SPACES,
    STACKED,
    STYLES,
    UPRIGHT,
    WORDS,
)

_TOKEN = re.compile(
    r"(?P<space>[\s\x00]+)|(?P<command>\\[A-Za-z]+\*?|\\.)|(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<prime>'+)|(?P<char><=|>=|!=|.)",
    re.DOTALL,
)
_BRACED = re.compile(r"\s*\{([^{}\\$]*)\}")
_PIECE = re.compile(r"((?:[^$\\]|\\.|\\$)*)", re.DOTALL)


def split_statement(text: str) -> list[tuple[bool, str]]:
    """The pieces of a statement at its unescaped dollar signs, each with whether it is mathematics; `\\$` in words is a dollar.

    Raises Unreadable where a dollar sign has no partner.
    """
    pieces: list[tuple[bool, str]] = []
    at, math = 0, False
    while True:
        found = _PIECE.match(text, at)
        assert found is not None
        piece = found[1]
        if piece:
            pieces.append((math, piece if math else piece.replace("\\$", "$")))
        if found.end() >= len(text):
            break
        start = found.end()
        # $$ opens or closes a display, which is set like any other formula.
        at = start + (2 if text.startswith("$$", start) else 1)
        math = not math
    if math:
        raise unreadable(text, "This $ has no partner.", text.rindex("$"), text.rindex("$") + 1, "Write \\$ for a dollar sign.")
    return pieces


def typeset(latex: str) -> Layout:
    """The layout of a formula. Raises Unreadable, with the position, at a command that is not known and at unequal brackets."""
    check_length(latex)
    return _Setter(latex).whole()


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


class _Setter:
    """One formula being set."""

    __slots__ = ("at", "depth", "plain", "source", "token", "where")

    def __init__(self, source: str) -> None:
        self.source = source
        self.plain, self.where = plainly(source)
        self.at = self.depth = 0
        self.token = _Token("", "", 0, 0)
        self.advance()

    def advance(self) -> _Token:
        """Take the token, and read the next one."""
        taken = self.token
        while True:
            found = _TOKEN.match(self.plain, self.at)
            if found is None:
                self.token = _Token("end", "", self.at, self.at)
                return taken
            self.at = found.end()
            if found.lastgroup != "space":
                self.token = _Token(str(found.lastgroup), found.group(), found.start(), found.end())
                return taken

    def fail(self, message: str, token: _Token, hint: str | None = None) -> Unreadable:
        last = len(self.plain)
        return unreadable(self.source, message, self.where[min(token.start, last)], self.where[min(token.end, last)], hint)

    def whole(self) -> Layout:
        body = self.items()
        if self.token.kind != "end":
            raise self.fail(f"'{self.token.text}' has no partner.", self.token)
        return body

    def items(self, bar: str = "") -> Layout:
        """Everything up to what cannot stand inside: a closing bracket, a cell's end, the `bar` that was opened."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.fail(f"The formula is nested too deep (at most {MAX_DEPTH} levels).", self.token)
        out: list[Layout] = []
        while self.token.text not in ENDS and not (bar and BARS.get(self.token.text) == bar):
            item = self.scripted(out)
            if item is not None:
                last = out[-1].base if out and isinstance(out[-1], Script) else out[-1] if out else None
                if isinstance(last, FunctionName) and not isinstance(item, Operator | Space):
                    out.append(APPLY)
                out.append(item)
        self.depth -= 1
        return row(*out)

    def scripted(self, before: list[Layout]) -> Layout | None:
        """One thing with its primes, subscript and superscript."""
        name = self.token.text.lstrip("\\")
        is_big = self.token.kind == "command" and name.rstrip("*") in BIG.keys() | STACKED
        base = self.thing(before)
        if base is None:
            return None
        primes, sub, sup = 0, None, None
        while True:
            if self.token.kind == "prime":
                primes += len(self.advance().text)
            elif self.token.text == "_" and sub is None:
                self.advance()
                sub = self.argument()
            elif self.token.text == "^" and sup is None:
                self.advance()
                if self.token.text == "\\prime":
                    self.advance()
                    primes += 1
                else:
                    sup = self.argument()
            elif self.token.text in ("\\limits", "\\nolimits"):
                self.advance()
            else:
                break
        if primes:
            marks: tuple[Layout, ...] = (Operator("′", "postfix"),) * primes
            sup = row(*marks) if sup is None else row(*marks, sup)
        if is_big and isinstance(base, Operator | FunctionName) and (sub is not None or sup is not None or isinstance(base, Operator)):
            return BigOperator(base, sub, sup, name.rstrip("*") in STACKED)
        return base if sub is None and sup is None else Script(base, sub, sup)

    def argument(self) -> Layout:
        """What a command or a script takes: braces, or one token."""
        if self.token.text == "{":
            opened = self.advance()
            body = self.items()
            if self.token.text != "}":
                raise self.fail("This brace is never closed.", opened)
            self.advance()
            return body
        if self.token.text in ENDS or self.token.kind == "end":
            raise self.fail("Something is missing here.", self.token)
        if self.token.kind == "number" and len(self.token.text) > 1:
            first = self.token
            if not first.text.isdigit():
                raise self.fail(f"Write braces round {first.text} here.", first)
            self.token = first._replace(text=first.text[1:], start=first.start + 1)
            return Number(first.text[0])
        if self.token.text in OPEN:
            raise self.fail("A bracket cannot stand here; write braces.", self.token)
        made = self.thing([])
        return row() if made is None else made

    def thing(self, before: list[Layout]) -> Layout | None:
        """One token's worth, or a command with its arguments; None for what leaves no trace."""
        token = self.token
        text = token.text
        if text in OPEN:
            return self.fence(OPEN[text])
        if text in BARS:
            return self.bars()
        self.advance()
        match token.kind:
            case "number":
                return Number(text)
            case "prime":
                raise self.fail("A prime needs something before it.", token)
            case "command":
                return self.command(token, text[1:], before)
        if text == "{":
            body = self.items()
            if self.token.text != "}":
                raise self.fail("This brace is never closed.", token)
            self.advance()
            return body
        if text.isalpha():
            return Ident(text)
        if text == "~":
            return Space("thin")
        if text in INFIX:
            return self.infix(INFIX[text], before)
        if text in RELATIONS:
            return Operator(RELATIONS[text], "relation")
        if text in (",", ";"):
            return Operator(text, "separator")
        if text == "!":
            return Operator("!", "postfix")
        if text == ".":
            return Words(".")
        raise self.fail(f"'{text}' cannot stand here.", token)

    def infix(self, symbol: str, before: list[Layout]) -> Operator:
        """A sign, a prefix where nothing stands before it to be joined."""
        role: Role = "infix"
        if symbol in "+−±∓":
            last = before[-1] if before else None
            if last is None or (isinstance(last, Operator) and last.role not in ("postfix", "invisible")):
                role = "prefix"
        return Operator(symbol, role)

    def command(self, token: _Token, name: str, before: list[Layout]) -> Layout | None:
        """A command, already taken."""
        if name in GREEK:
            return Ident(GREEK[name])
        if name in UPRIGHT:
            return Ident(UPRIGHT[name], "upright")
        if name in BIG:
            return Operator(BIG[name], "prefix")
        if name in INFIX:
            return self.infix(INFIX[name], before)
        if name in RELATIONS:
            return Operator(RELATIONS[name], "relation")
        if name in SPACES:
            size = SPACES[name]
            return Space("wide" if size == "wide" else "thin") if size else None
        if name in NAMES and name != "sqrt":
            return FunctionName(name)
        if name in ACCENTS:
            return Accent(self.argument(), ACCENTS[name])
        if name in STYLES:
            return _styled(self.argument(), STYLES[name])
        if name in IGNORED:
            return None
        match name:
            case "frac" | "dfrac" | "tfrac" | "cfrac":
                over = self.argument()
                return Fraction(over, self.argument())
            case "binom":
                over = self.argument()
                return Grid(((over,), (self.argument(),)), "(", ")")
            case "sqrt" | "radical":
                return self.root()
            case "cuberadical":
                return Root(self.argument(), Number("3"))
            case "mathbb":
                held = self.argument()
                return Ident(DOUBLE.get(held.name, held.name), "upright") if isinstance(held, Ident) else held
            case "operatorname" | "operatorname*":
                return FunctionName(self.words(token))
            case "left":
                return self.sized(token)
            case "begin":
                return self.grid(token)
        if name in WORDS:
            return Words(self.words(token))
        if name in SIZES:
            return None
        raise self.fail(f"Unknown command \\{name}.", token, nearest(name, [k for k in KNOWN if k[0] == name[:1]]))

    def words(self, token: _Token) -> str:
        """The plain text in braces after a command."""
        found = _BRACED.match(self.plain, token.end)
        if found is None:
            raise self.fail(f"{token.text} needs plain text in braces.", token)
        self.at = found.end()
        self.advance()
        return found[1].replace("\x00", "")

    def root(self) -> Layout:
        if self.token.text != "[":
            return Root(self.argument())
        opened = self.advance()
        index = self.items()
        if self.token.text != "]":
            raise self.fail("This bracket is never closed.", opened)
        self.advance()
        return Root(self.argument(), index)

    def fence(self, open: str) -> Layout:
        """A bracket with its body; intervals may be half open."""
        opened = self.advance()
        body = self.items()
        if self.token.text not in CLOSE:
            raise self.fail("This bracket is never closed.", opened)
        return Fenced(open, body, CLOSE[self.advance().text])

    def bars(self) -> Layout:
        """|x| where a second bar follows in the same group; else the bar of `such that`."""
        opened = self.advance()
        sign = BARS[opened.text]
        if not self.bar_follows(opened.text):
            return Operator(sign, "relation")
        body = self.items(sign)
        if BARS.get(self.token.text) != sign:
            return row(Operator(sign, "relation"), body)
        self.advance()
        return Fenced(sign, body, sign)

    def bar_follows(self, text: str) -> bool:
        """Whether the same bar comes again before the group ends."""
        depth = 0
        for found in _TOKEN.finditer(self.plain, self.token.start):
            here = found.group()
            if here == "{" or here in OPEN:
                depth += 1
            elif here == "}" or here in CLOSE:
                depth -= 1
            elif here == text and depth == 0:
                return True
            if depth < 0 or (depth == 0 and here in ("&", "\\\\", "\\end", "\\right")):
                return False
        return False

    def sized(self, token: _Token) -> Layout:
        """\\left( ... \\right)."""
        marks = {**OPEN, **CLOSE, **BARS, ".": "", "<": "⟨", ">": "⟩", "/": "/"}
        if self.token.text not in marks:
            raise self.fail("A bracket must follow \\left.", token)
        open = marks[self.advance().text]
        body = self.items()
        if self.token.text != "\\right":
            raise self.fail("This \\left has no \\right.", token)
        right = self.advance()
        if self.token.text not in marks:
            raise self.fail("A bracket must follow \\right.", right)
        return Fenced(open, body, marks[self.advance().text])

    def grid(self, token: _Token) -> Layout:
        """Rows of cells between \\begin and \\end."""
        name = self.words_of(token)
        if name not in GRIDS:
            raise self.fail(f"The environment '{name}' cannot be set here.", token, nearest(name, GRIDS))
        if name == "array" and self.token.text == "{":
            self.argument()
        cells: list[list[Layout]] = [[self.items()]]
        while self.token.text in ("&", "\\\\"):
            if self.advance().text == "&":
                cells[-1].append(self.items())
            elif self.token.text != "\\end":
                cells.append([self.items()])
        if self.token.text != "\\end":
            raise self.fail(f"\\begin{{{name}}} has no \\end.", token)
        ended = self.advance()
        if self.words_of(ended) != name:
            raise self.fail(f"\\begin{{{name}}} has no matching \\end.", token)
        width = max(map(len, cells))
        rows = tuple(tuple(cell) + (row(),) * (width - len(cell)) for cell in cells)
        return Grid(rows, *GRIDS[name])

    def words_of(self, token: _Token) -> str:
        """The name in braces after \\begin or \\end, which has already been taken."""
        return self.words(token).strip()


def _styled(body: Layout, style: Style) -> Layout:
    """Letters in another style; several upright letters are one name."""
    items = body.items if not isinstance(body, Ident) and hasattr(body, "items") else (body,)
    if style == "upright" and all(isinstance(item, Ident) for item in items):
        return Ident("".join(item.name for item in items if isinstance(item, Ident)), style)
    return row(*(Ident(item.name, style) if isinstance(item, Ident) else item for item in items))
