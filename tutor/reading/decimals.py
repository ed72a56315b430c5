"""Decimal commas in the fields of a problem, where the language that is spoken has them and they can be nothing else: 1,5 y² + x."""

from __future__ import annotations

import re
from typing import Any

from tutor.edges.language import setting

# Fields of one formula each, or of several that stand apart: a comma between figures outside of brackets lists nothing there.
WHOLE = frozenset(
    ["function", "functions", "solution", "transform", "scalar", "equation", "surface", "relations", "outer", "layers", "region", "roots"]
)
_GLUED = re.compile(r"(?<![\d.,])\d+,\d+(?![\d.]|,\d)")
_CLOSE = re.compile(r",(?!\s)")
_BRACKET = re.compile(r"[(\[{⟨]|[)\]}⟩]")
_SEVERAL = re.compile(r"(?:max|min|atan2|log)\s*\Z")  # functions that take several


def pointed(value: Any, kind: str) -> Any:
    """A value of a field of this type with points for its decimal commas, each text in it by itself."""
    if kind not in WHOLE or setting("decimal", ".") != ",":
        return value
    if isinstance(value, list | tuple):
        return [pointed(v, kind) for v in value]
    if isinstance(value, dict):
        return {name: pointed(v, kind) for name, v in value.items()}
    return _text(value) if isinstance(value, str) else value


def is_doubtful(text: str) -> bool:
    """Whether there is a comma between two figures."""
    return _GLUED.search(text) is not None


def _text(text: str) -> str:
    lists = _lists(text)
    return _GLUED.sub(lambda m: m[0] if any(a <= m.start() < b for a, b in lists) else m[0].replace(",", "."), text)


def _lists(text: str) -> list[tuple[int, int]]:
    """The brackets in which commas between figures may set things apart: those of numbers only, with other commas that have no blank
    behind them, and those behind a function of several."""
    out, opened = [], []
    for found in _BRACKET.finditer(text):
        if found[0] in "([{⟨":
            opened.append(found.end())
        elif opened:
            start = opened.pop()
            inside = text[start : found.start()]
            others = _GLUED.sub("", inside)
            if not any(c.isalpha() for c in inside) or _CLOSE.search(others) or _SEVERAL.search(text, 0, start - 1):
                out.append((start, found.start()))
    return out
