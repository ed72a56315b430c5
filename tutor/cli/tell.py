"""What the commands say on standard error: messages, excerpts and where they belong."""

from __future__ import annotations

import sys

from tutor.errors import TutorError
from tutor.reading.sets import Record


def say(text: str) -> None:
    """One message."""
    from tutor.edges.harmless import clean
    from tutor.edges.language import message

    print(f"tutor: {clean(message(text))}", file=sys.stderr)


def excerpted(excerpt: str) -> None:
    """An excerpt of the input with its caret."""
    from tutor.edges.harmless import clean

    print(clean(excerpt), file=sys.stderr)


def where(entry: Record) -> str:
    """File and problem of a record."""
    return entry.place().describe()


def complain(error: TutorError) -> None:
    """An error with the place it is about."""
    from tutor.edges.language import message

    place = ", ".join(map(message, error.place.describe().split(", ")))
    said = f"{place}: {message(error.message)}" if place else message(error.message)
    stop = "" if said.endswith((".", "!", "?", ":")) else "."
    say(f"{said}{stop} {message(error.hint)}" if error.hint else said)
    excerpt = error.place.excerpt()
    if excerpt:
        excerpted(excerpt)
