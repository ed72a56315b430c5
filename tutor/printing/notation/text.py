"""Formulas for a terminal, on one line."""

from __future__ import annotations

from tutor.printing.notation import inline_text
from tutor.printing.notation.compose import compose


def text(obj: object) -> str:
    """A formula on one line of Unicode."""
    return inline_text.line(compose(obj)).strip()
