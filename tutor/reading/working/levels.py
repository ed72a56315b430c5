"""Text at its outermost level: where brackets close, and where something outside of all brackets cuts it."""

from __future__ import annotations

import re

OPEN, CLOSE = "([{⟨", ")]}⟩"
_ANGLE = re.compile(r"<([^<>=]{0,200},[^<>=]{0,200})>")
_LANGLE = re.compile(r"\\langle(?![A-Za-z])|\\rangle(?![A-Za-z])|\\left\s*<|\\right\s*>")

_VERT = re.compile(r"\\[rl]?vert(?![A-Za-z])")


def angled(text: str) -> str:
    """The text with the brackets of typed vectors, <1, 2> and \\langle 1, 2 \\rangle, as ⟨1, 2⟩: a < that is left is a relation."""
    text = _VERT.sub("|", text)
    text = _LANGLE.sub(lambda m: "⟨" if m[0].startswith(("\\lan", "\\left")) else "⟩", text)
    return _ANGLE.sub(r"⟨\1⟩", text)


def depths(text: str) -> list[int]:
    """How many brackets are open at each character; an opening and its closing bracket have the depth of what is outside."""
    out = []
    depth = 0
    for char in text:
        if char in CLOSE:
            depth = max(0, depth - 1)
        out.append(depth)
        if char in OPEN:
            depth += 1
    return out


def closing(text: str, start: int) -> int:
    """Where the bracket closes that opens at `start`; -1 where it does not."""
    depth = 0
    for k in range(start, len(text)):
        depth += (text[k] in OPEN) - (text[k] in CLOSE)
        if depth == 0:
            return k
    return -1


def opening(text: str, end: int) -> int:
    """Where the bracket opens that closes at `end`; -1 where it does not."""
    depth = 0
    for k in range(end, -1, -1):
        depth += (text[k] in CLOSE) - (text[k] in OPEN)
        if depth == 0:
            return k
    return -1


def cut(text: str, at: re.Pattern[str]) -> tuple[list[str], list[str]]:
    """The pieces between what matches outside of all brackets, and what matched."""
    depth = depths(text)
    pieces, signs = [], []
    first = 0
    for found in at.finditer(text):
        if found.start() >= first and depth[found.start()] == 0:
            pieces.append(text[first : found.start()])
            signs.append(found[0])
            first = found.end()
    return [*pieces, text[first:]], signs
