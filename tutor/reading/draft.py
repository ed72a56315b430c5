"""An answer being read: its text with wrappers and look-alikes replaced, character for character, so that positions stay true."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tutor.errors import Unreadable
from tutor.reading.characters import unreadable
from tutor.reading.fillers import has_words, with_sentences, without_fillers
from tutor.reading.names import Notice
from tutor.reading.parse import parse
from tutor.reading.patterns import compiled
from tutor.reading.scope import Scope
from tutor.reading.syntax import Joined, Node, Tup

Span = tuple[int, int]

# Full-width forms, mathematical alphanumerics and letterlike symbols that stand for one ASCII character.
_LOOKALIKE = compiled("[\uff01-\uff5e\u210a-\u2149\U0001d400-\U0001d7ff]")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_DOLLARS = compiled(r"\\\$|\$\$?")
# Delimiters and thin spaces; `\\\\` first, so that `\\\\[2pt]` and `\\\\,` are none.
_DELIMITER = compiled(r"\\\\|\\[()\[\],;:!> ]")
# An opening and a closing bracket, of every kind; and `\\` first, so that `\\[` is no bracket.
_BRACKET = compiled(r"\\\\|\\langle(?![A-Za-z])|\\rangle(?![A-Za-z])|\\begin(?![A-Za-z])|\\end(?![A-Za-z])|\\[{}]|[()\[\]{}⟨⟩]")
_OPENING = frozenset({"\\langle", "\\begin", "\\{", "(", "[", "{", "⟨"})
_ANGLE = compiled(r"<|>")
_BETWEEN = compiled(r",|;|\n|(?<![A-Za-z\\])(?:and|und)(?![A-Za-z])|\\\\")
_ALIGNED = compiled(
    r"\\(?:begin|end)\s*\{(?:cases|aligned|align\*?|gathered|split|equation\*?)\}|\\left\s*(?:\\\{|\.)(?=\s*\\begin)|\\right\s*\.\s*\Z"
)
_GOES_ON = compiled(r"\.\d{1,200}\.\.\.\Z")
_EDGE = " \t\n\r,;.:"


@dataclass(slots=True)
class Draft:
    """The text of one answer while it is read. `text` is as long as `source`; `depth` counts the brackets open at each place.

    `chains` are the members of each `a = b = c` that should agree, `labels` the names of the parts in order. `called` is
    everything that the answer is called, `places` the points at which it is said to hold.
    """

    source: str
    scope: Scope
    dimension: int | None = None
    names: tuple[str, ...] = ()
    strict: bool = False
    text: str = ""
    depth: Sequence[int] = (0,)
    notices: list[Notice] = field(default_factory=list)
    chains: list[tuple[Node, ...]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        plain = unwrapped(self.source)
        if has_words(plain):
            plain = with_sentences(without_fillers(plain, self.scope.variables))
        self.rewrite(plain)

    @property
    def all(self) -> Span:
        """The whole text without blanks and stray punctuation at its ends."""
        return self.trimmed(0, len(self.text))

    def rewrite(self, text: str) -> None:
        """Another text of the same length."""
        assert len(text) == len(self.source)
        if text != self.text:
            self.text, self.depth = text, depths(text)

    def blank(self, pattern: re.Pattern[str], span: Span | None = None) -> None:
        """Spaces for what a pattern finds."""
        first, last = span or (0, len(self.text))
        made = pattern.sub(lambda m: " " * len(m[0]), self.text[first:last])
        self.rewrite(self.text[:first] + made + self.text[last:])

    def separate(self, pattern: re.Pattern[str], span: Span) -> None:
        """Spaces for words outside of brackets, with a comma where they stand between two parts: (8, 3) with rate 5."""
        text = list(self.text)
        for m in self.outside(pattern, span):
            before = self.text[span[0] : m.start()].rstrip()[-1:]
            text[m.start() : m.end()] = " " * len(m[0])
            if before and before not in ",;:=\n" and "".join(text[span[0] : m.start()]).rstrip()[-1:] not in ("", ",", ";", ":", "="):
                text[m.start()] = ","
        self.rewrite("".join(text))

    def trimmed(self, first: int, last: int) -> Span:
        """The stretch without blanks and stray punctuation at its ends; a decimal point is none."""
        text = self.text
        while first < last and text[first] in _EDGE and not (text[first] == "." and text[first + 1 : first + 2].isdigit()):
            first += 1
        while first < last and text[last - 1] in _EDGE and not (text.endswith("\\.", first, last) or _GOES_ON.search(text, first, last)):
            last -= 1
        return first, last

    def parse(self, span: Span, scope: Scope | None = None) -> Node:
        """The tree of a stretch; its notices are kept. Errors: Unreadable, with the place in the whole."""
        found = parse(self.text, scope or self.scope, span)
        self.notices.extend(found.notices)
        return found.tree

    def said(self, node: Node) -> str:
        """What was typed for a node, short enough for a message."""
        first, last = node.start, node.end
        # A bracket round the last factor is no part of its node.
        while self.text[first:last].count("(") > self.text[first:last].count(")") and self.text[last : last + 1] == ")":
            last += 1
        typed = " ".join(self.source[first:last].split())
        return typed if len(typed) <= 40 else f"{typed[:37]}..."

    def typed(self, node: Node) -> str:
        """What was typed for a node."""
        return self.source[node.start : node.end]

    def notice(self, message: str, span: Span) -> None:
        """Say how a stretch was read."""
        self.notices.append(Notice(message, *span))

    def check_closed(self) -> None:
        """Raises Unreadable at a bracket that is never closed: words behind it would be taken for a part of it."""
        left = self.depth[-1]
        if left:
            at = next(k for k in range(len(self.text) - 1, -1, -1) if self.depth[k] == left and (not k or self.depth[k - 1] < left))
            raise self.fail(f"The bracket '{self.text[at]}' is never closed.", (at, at + 1))

    def fail(self, message: str, span: Span | Node, hint: str | None = None) -> Unreadable:
        """The error at a stretch or a node."""
        first, last = span if isinstance(span, tuple) else (span.start, span.end)
        return unreadable(self.source, message, first, last, hint)

    def outside(self, pattern: re.Pattern[str], span: Span) -> Iterator[re.Match[str]]:
        """The places between `span` where a pattern is found outside of all brackets."""
        return (m for m in pattern.finditer(self.text, *span) if not self.depth[m.start()])

    def pieces(self, pattern: re.Pattern[str], span: Span) -> list[Span]:
        """The stretch cut where a pattern is found outside of all brackets; empty pieces left out."""
        out: list[Span] = []
        first = span[0]
        for m in self.outside(pattern, span):
            out.append(self.trimmed(first, m.start()))
            first = m.end()
        out.append(self.trimmed(first, span[1]))
        return [piece for piece in out if piece[0] < piece[1]]

    def items(self, span: Span) -> list[Span]:
        """The stretch cut at commas, semicolons, line ends and `and` outside of all brackets, `<` and `>` among them."""
        # Of nested angles only the outermost matter.
        opened: list[int] = []
        inside: set[int] = set()
        for m in self.outside(_ANGLE, span):
            if m[0] == "<":
                opened.append(m.start())
            elif opened:
                start = opened.pop()
                if not opened:
                    inside.update(range(start, m.start()))
        out: list[Span] = []
        first = span[0]
        for m in self.outside(_BETWEEN, span):
            if m.start() not in inside:
                out.append(self.trimmed(first, m.start()))
                first = m.end()
        out.append(self.trimmed(first, span[1]))
        if not any(a < b for a, b in out):
            raise self.fail("There is nothing to read here.", span)
        return [p for p in out if p[0] < p[1]]


def unwrapped(text: str) -> str:
    """The text with look-alikes as what they look like, and without dollars and LaTeX delimiters."""
    if not text.isascii():
        text = _LOOKALIKE.sub(lambda m: _plain(m[0]), text)
        text = text.translate(_APOSTROPHES)
    text = text.replace("\r", " ").replace("\t", " ")
    if "$" in text:
        found = [m for m in _DOLLARS.finditer(text) if m[0] != "\\$"]
        if len(found) % 2:
            raise unreadable(text, "The $ signs round the formula do not match.", found[-1].start(), found[-1].end())
        text = _DOLLARS.sub(lambda m: m[0] if m[0] == "\\$" else " " * len(m[0]), text)
    if "\\" in text:
        text = _DELIMITER.sub(lambda m: m[0] if m[0] == "\\\\" else "  ", text)
        if "\\begin" in text:
            text = _ALIGNED.sub(lambda m: " " * len(m[0]), text)
            if "\\begin" not in text:
                text = text.replace("&", " ").replace("\\\\", " \n")
    return text


def _plain(char: str) -> str:
    made = unicodedata.normalize("NFKC", char)
    return made if len(made) == 1 and made.isascii() else char


def depths(text: str) -> list[int]:
    """How many brackets are open at each character; one that closes nothing counts for nothing."""
    out = [0] * (len(text) + 1)
    depth = at = 0
    for m in _BRACKET.finditer(text):
        sign = m[0]
        if sign == "\\\\":
            continue
        first, last = m.span()
        out[at:first] = [depth] * (first - at)
        inner = depth + 1 if sign in _OPENING else max(depth - 1, 0)
        out[first:last] = [max(depth, inner)] * (last - first)
        depth, at = inner, last
    out[at:] = [depth] * (len(out) - at)
    return out


def listed(node: Node) -> tuple[Node, ...]:
    """The members of a bare list, also of one joined by `and`; any other node is the only member."""
    match node:
        case Tup(items, "", ""):
            return tuple(member for item in items for member in listed(item))
        case Joined("and", items):
            return items
    return (node,)
