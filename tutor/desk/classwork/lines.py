"""A record as one line of JSON, which can also be looked at in a terminal."""

from __future__ import annotations

from tutor.edges.harmless import json_text


def line(record: dict[str, object]) -> str:
    """The line with its end."""
    return json_text(record) + "\n"
