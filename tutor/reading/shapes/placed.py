"""Points in other people's spellings, for shapes with words between them: (1|2), (1; 2), `(1, 2) → min`, one sentence each."""

from __future__ import annotations

import re

from tutor.reading.draft import Draft
from tutor.reading.patterns import compiled
from tutor.reading.shapes import labels

_PAIR = compiled(r"\(([^(),;|]{1,40})[|;]([^(),;|]{1,40})(?:[|;]([^(),;|]{1,40}))?\)")
_STOP = compiled(r"(?<=[)\]])\.(?=\s)")
_ARROW = compiled(
    r"(?<=[)\]\w])\s*(?:→|->|=>|⇒|⟹|\\to(?![A-Za-z])|\\(?:Long)?[Rr]ightarrow(?![A-Za-z]))"
    rf"(?=\s*(?:an?\s+)?(?:{labels.CLASS.pattern}))",
    re.IGNORECASE,
)
_SUBJECT = compiled(r"(?<![A-Za-z])f(?:\s*\(\s*x\s*,\s*y\s*\))?(?=\s+has(?![A-Za-z]))")
_AMPERSAND = compiled(r"(?<=[)\]>}\w])\s*&\s*(?=[(\[<\w±-])")
_BRACES = compiled(r"\s*\\?\{(?P<inside>[^{}]*)\\?\}\s*")


def spell(draft: Draft) -> None:
    """Every such spelling as the usual one."""
    text = _PAIR.sub(lambda m: re.sub("[|;]", ",", m[0]), draft.text)
    text = _STOP.sub(";", text)
    text = _AMPERSAND.sub(lambda m: ",".ljust(len(m[0])), text)
    text = _ARROW.sub(lambda m: " " * len(m[0]), text)
    text = _SUBJECT.sub(lambda m: " " * len(m[0]), text)
    whole = _BRACES.fullmatch(text)
    if whole is not None and labels.CLASS.search(text):
        first, last = whole.span("inside")
        text = " " * first + text[first:last].rstrip("\\").ljust(len(text) - first)
    draft.rewrite(text)
