"""What the commands say on standard error: messages, excerpts and where they belong."""

from __future__ import annotations

import sys

from tutor.errors import TutorError
from tutor.reading.sets import Record


def say(text: str) -> None:
    """One message."""
    from tutor.edges.language import message

    _put(message(text))


def _put(text: str) -> None:
    from tutor.edges.harmless import clean

    print(f"tutor: {clean(text)}", file=sys.stderr)


def excerpted(excerpt: str) -> None:
    """An excerpt of the input with its caret."""
    from tutor.edges.harmless import clean

    print(clean(excerpt), file=sys.stderr)


def where(entry: Record) -> str:
    """File and problem of a record."""
    return entry.place().describe()


def complain(error: TutorError) -> None:
    """An error with the place it is about."""
    from tutor.edges.language import told

    _put(told(error))
    excerpt = error.place.excerpt()
    if excerpt:
        excerpted(excerpt)
