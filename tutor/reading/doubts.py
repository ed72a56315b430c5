"""Formulas in a field that can be read in two ways: 2\\frac12 x, a number before the formula that may be a label."""

from __future__ import annotations

import re

from tutor.reading.characters import unreadable

_MIXED = re.compile(
    r"(?<![\w^.}])(?P<whole>\d{1,6})(?:\s|\\,){0,3}\\[dt]?frac\s?"
    r"(?:\{\s?(?P<over>\d{1,6})\s?\}\s?\{\s?(?P<under>\d{1,6})\s?\}|(?P<top>\d)\s?(?P<bottom>\d))"
)
_LABEL = re.compile(
    r"\s*(?P<label>\((?:\d{1,2}|[a-zA-Z]|i{2,3}|iv)[.)]?\)|\d{1,2}\.(?=\s))(?P<space>\s*)"
    r"(?=[A-Za-z\\])(?!\\(?:cdot|times|right))"
)


def check(text: str) -> None:
    """Raises Unreadable at what can mean two things."""
    for found in _MIXED.finditer(text):
        whole, over, under = (int(n) for n in (found["whole"], found["over"] or found["top"], found["under"] or found["bottom"]))
        if over < under:
            hint = f"Write \\frac{{{whole * under + over}}}{{{under}}} for the sum, {whole} \\cdot {over}/{under} for the product."
            raise unreadable(text, f"{found[0]} can mean two things.", *found.span(), hint)


def check_label(text: str) -> None:
    """Raises Unreadable at a number or letter in brackets before a formula."""
    found = _LABEL.match(text)
    if found is not None and (found["space"] or found["label"][1:2].isdigit()):
        hint = "Leave a label out; write a product without brackets round its first factor."
        raise unreadable(text, f"{found['label']} can be a label or a factor.", *found.span("label"), hint)
