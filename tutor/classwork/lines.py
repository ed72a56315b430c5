"""A record as one line of JSON, which can also be looked at in a terminal."""

from __future__ import annotations

import json
from typing import Any

from tutor.output.base import clean


def line(record: dict[str, Any]) -> str:
    """The line with its end. Letters of all scripts stay; what acts on a terminal or cannot be written in UTF-8 is escaped."""
    text = json.dumps(record, ensure_ascii=False)
    if clean(text) != text:
        text = "".join(c if clean(c) == c else f"\\u{ord(c):04x}" for c in text)
    return text + "\n"
