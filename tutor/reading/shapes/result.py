"""What the reading of one shape gives."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.reading.answers import Reading
from tutor.reading.draft import Span
from tutor.reading.syntax import Node


@dataclass(frozen=True, slots=True)
class Result:
    """A reading, the name that stood before it, the members of a chain `a = b = c`, and the lines of the working."""

    reading: Reading
    name: str | None = None
    chain: tuple[Node, ...] = ()
    lines: tuple[Span, ...] = ()
