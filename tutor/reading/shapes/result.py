"""What the reading of one shape gives."""

from __future__ import annotations

from tutor.frozen import dataclass
from tutor.reading.answers import Reading
from tutor.reading.draft import Span
from tutor.reading.syntax import Node


@dataclass(frozen=True, slots=True)
class Said:
    """A line before the last one that gives a value, with what it was called."""

    labels: tuple[str, ...]
    reading: Reading


@dataclass(frozen=True, slots=True)
class Result:
    """A reading, the name that stood before it, the members of its chain `a = b = c`, and the lines of the working.

    `about` holds what stood behind ≈, `labels` everything that the answer was called, as typed, `unit` the stretch of a unit
    behind it, and `before` the lines of the working that give a value.
    """

    reading: Reading
    name: str | None = None
    chain: tuple[Node, ...] = ()
    lines: tuple[Span, ...] = ()
    about: tuple[Node, ...] = ()
    labels: tuple[str, ...] = ()
    unit: str | None = None
    before: tuple[Said, ...] = ()
