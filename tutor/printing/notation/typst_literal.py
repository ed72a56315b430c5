"""A Typst string literal: the one place where text becomes Typst, and nothing in it acts."""

from __future__ import annotations

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def literal(text: str) -> str:
    """The literal that says exactly this text."""
    return '"' + "".join(_ESCAPES.get(c, c) for c in text) + '"'
