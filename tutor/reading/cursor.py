"""The place a parse has reached: the tokens ahead, the brackets open, the notices given so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tutor.errors import Unreadable
from tutor.reading.characters import unreadable
from tutor.reading.limits import MAX_DEPTH
from tutor.reading.names import Notice
from tutor.reading.scope import Scope
from tutor.reading.syntax import Node
from tutor.reading.tokens import Token

OPENERS = frozenset({"(", "[", "{", "\\{", "⟨"})
CLOSERS = frozenset({")", "]", "}", "\\}", "⟩"})


class Grammar(NamedTuple):
    """The levels of the grammar, loosest first; handed to the modules below them, which recur into them."""

    statement: Callable[[Cursor], Node]
    sum: Callable[[Cursor], Node]
    product: Callable[[Cursor], Node]
    power: Callable[[Cursor], Node]
    operand: Callable[[Cursor], Node]


class Cursor:
    """A walk over the tokens of one text. The last token is `end` and is never passed."""

    __slots__ = ("_partners", "at", "depth", "grammar", "held", "integrals", "latex", "notices", "open", "scope", "source", "tokens")

    def __init__(self, source: str, tokens: list[Token], notices: list[Notice], scope: Scope, grammar: Grammar) -> None:
        self.source, self.tokens, self.notices, self.scope, self.grammar = source, tokens, notices, scope, grammar
        self.latex = "\\" in source
        self.at = 0
        self.depth = 0
        # The brackets and bars that are open, innermost last: a bar closes only what a bar opened.
        self.open: list[str] = []
        # How many integrals still wait for their dx, and the dx met inside a fraction.
        self.integrals = 0
        self.held: str | None = None
        self._partners: dict[int, int] | None = None

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.at]

    @property
    def kind(self) -> str:
        """The kind of the next token."""
        return self.tokens[self.at].kind

    @property
    def before(self) -> Token:
        """The token just taken."""
        return self.tokens[max(self.at - 1, 0)]

    def ahead(self, by: int) -> Token:
        """The token that far on, the last one where there are not so many."""
        return self.tokens[min(self.at + by, len(self.tokens) - 1)]

    def take(self) -> Token:
        """The next token, passed."""
        token = self.tokens[self.at]
        if token.kind != "end":
            self.at += 1
        return token

    def expect(self, kind: str, opened: Token) -> Token:
        """Take the closing bracket; the error names the bracket it should close."""
        if self.kind != kind:
            raise self.unclosed(opened)
        return self.take()

    def unclosed(self, opened: Token) -> Unreadable:
        """The error for a bracket that is not closed here."""
        here = self.token
        if here.kind == "end":
            return self.fail(f"The bracket '{opened.text}' is never closed.", opened)
        if here.kind in CLOSERS:
            return self.fail(f"'{opened.text}' is closed by '{here.text}'; the brackets do not match.", here)
        return self.unexpected()

    def unexpected(self) -> Unreadable:
        """The error for a token that cannot stand here."""
        here = self.token
        match here.kind:
            case ")" | "]" | "}" | "\\}" | "⟩":
                return self.fail(f"'{here.text}' closes a bracket that was never opened.", here)
            case "|" | "‖" | "|)" | "‖)":
                return self.fail(f"This {here.text} has no partner.", here)
            case ";":
                return self.fail("';' cannot be read here.", here, "Give one formula, or separate the parts by commas.")
            case "number":
                message = f"Two numbers, {self.before.text} and {here.text}, with nothing between them."
                return self.fail(message, here, "Write * or + between them.")
            case "prime":
                return self.fail("A prime or quotation mark cannot stand here.", here)
            case "end":
                return self.fail("Something is missing at the end.", self.before)
        return self.fail(f"'{here.text}' cannot stand here.", here)

    def fail(self, message: str, token: Token, hint: str | None = None) -> Unreadable:
        """The error at a token."""
        return unreadable(self.source, message, token.start, token.end, hint)

    def fail_at(self, message: str, start: int, end: int, hint: str | None = None) -> Unreadable:
        """The error at a stretch of the text."""
        return unreadable(self.source, message, start, end, hint)

    def notice(self, message: str, start: int, end: int, within: tuple[int, int] | None = None) -> None:
        """Say how a stretch of the text was read, and what brackets in it would be round for it to be read otherwise."""
        self.notices.append(Notice(message, start, end, within))

    def typed(self, node: Node) -> str:
        """The text a node was read from, for messages."""
        return self.source[node.start : node.end]

    def enter(self) -> None:
        """One level deeper; raises Unreadable below the deepest level there may be."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.fail(f"The formula is nested too deep (at most {MAX_DEPTH} levels).", self.token)

    def leave(self) -> None:
        """One level up again."""
        self.depth -= 1

    def partner(self, at: int) -> int:
        """Where the bracket at a position is closed, or the last position; found for all brackets at once, on first need."""
        if self._partners is None:
            self._partners = {}
            stack: list[int] = []
            for k, token in enumerate(self.tokens):
                if token.kind in OPENERS:
                    stack.append(k)
                elif token.kind in CLOSERS and stack:
                    self._partners[stack.pop()] = k
        return self._partners.get(at, len(self.tokens) - 1)

    def outer_items(self, at: int) -> list[list[Token]]:
        """The tokens between the bracket at a position and its partner, split at the outermost commas."""
        items: list[list[Token]] = [[]]
        k, last = at + 1, self.partner(at)
        while k < last:
            token = self.tokens[k]
            if token.kind == ",":
                items.append([])
            else:
                items[-1].append(token)
                if token.kind in OPENERS:
                    k = self.partner(k)
            k += 1
        return items

    def at_differential(self) -> bool:
        """Whether the next tokens are dx, while an integral waits for one."""
        here = self.token
        if not self.integrals:
            return False
        if here.kind == "differential":
            return True
        if here.kind != "name" or here.text != "d" or "d" in self.scope.variables:
            return False
        following = self.ahead(1)
        return following.kind == "name" and not following.spaced

    def differential(self) -> str:
        """Take dx, and give x."""
        token = self.take()
        return token.text if token.kind == "differential" else self.take().text
