"""The units that the words of a problem ask for."""

from __future__ import annotations

from tutor.reading.patterns import compiled
from tutor.reading.units import LONGEST, Unit, unit

_ASKED = compiled(
    r"(?<![A-Za-z])in\s+(?:the\s+unit\s+)?([^\s.,;:?!()\[\]]+(?:\s+per\s+\w+|\s+(?:metres?|meters?|units?))?)|(?<![A-Za-z])[(\[]\s*(?:in\s+)?([^()\[\]]{1,30})[)\]]"
)


def stated_units(statement: str) -> frozenset[Unit]:
    """The units in which a statement asks for its answer: `in metres`, `(in m/s)`, `[cm]`."""
    named = (a or b for a, b in _ASKED.findall(statement.replace("$", "")))
    return frozenset(found for text in named if len(text) <= LONGEST and (found := unit(text)) is not None)
