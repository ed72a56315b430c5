"""Text that only says something: no character of it acts on the terminal or the page on which it stands."""

from __future__ import annotations

import json
import re

# Characters that act instead of being read: C0 and C1 controls (ANSI escapes), bidirectional overrides (a formula shown
# backwards), line separators, surrogates and noncharacters (no UTF-8), and the private use area (no meaning; `text`
# marks bold words there).
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """The text without any character that acts on a terminal or a page; tabs and newlines stay."""
    return _ACTING.sub("", text.replace("\r\n", "\n"))


def json_text(value: object, indent: int | None = None) -> str:
    """JSON that can also be looked at in a terminal: letters of all scripts stay; what acts, or is no UTF-8, is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if clean(text) == text else "".join(c if clean(c) == c else f"\\u{ord(c):04x}" for c in text)
