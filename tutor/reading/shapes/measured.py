"""A number or vector with a unit behind it, or an angle in degrees."""

from __future__ import annotations

from tutor.reading.draft import Draft, Span
from tutor.reading.functions import CONSTANTS, FUNCTIONS
from tutor.reading.patterns import compiled
from tutor.reading.syntax import Const, Node, Num, Prod, Quot
from tutor.reading.units import behind, unit, written

DEGREES = "°"
_DEGREES = compiled(r"[-+−]?\s*\d+(?:\.\d+)?(?P<unit>\s*(?:[°º˚]|\^\s*\{?\s*\\circ\s*\}?|\\degree|deg(?:rees?)?))\s*\.?\s*")
_FRACTION = compiled(
    r"\\[dt]?frac\s*\{(?P<over>(?:[^{}\\]|\\(?:text|mathrm)\s*\{[^{}]{1,12}\}|\^\s*\{[^{}]{1,4}\}){1,40})\}\s*"
    r"\{(?P<under>(?:[^{}\\]|\\(?:text|mathrm)\s*\{[^{}]{1,12}\}|\^\s*\{[^{}]{1,4}\}){1,40})\}\s*\Z"
)
_WORD = compiled(r"[A-Za-z]+")
# Words of a number: functions, constants and the commands that set them.
_OF_NUMBERS = frozenset(
    {*FUNCTIONS, *CONSTANTS, "frac", "dfrac", "tfrac", "left", "right", "cdot", "times", "i", "j", "k", "hat", "mathbf"}
)


def in_radians(angle: Node) -> Node:
    """A number of degrees as an angle."""
    return Prod((angle, Quot(Const("pi"), Num("180"))), "", angle.start, angle.end)


def measured(draft: Draft, span: Span) -> tuple[Span, str | None]:
    """The stretch without the unit behind it, and the unit; the letters of a problem are no units, and 4s is a product."""
    text, variables = draft.text, draft.scope.variables
    angle = _DEGREES.fullmatch(text, *span)
    if angle is not None:
        return draft.trimmed(span[0], angle.start("unit")), DEGREES
    fraction = _FRACTION.search(text, *span)
    if fraction is not None and unit(fraction["over"]) and unit(fraction["under"]) and len(written(fraction["under"])) == 1:
        start, typed = fraction.start(), f"{fraction['over'].strip()}/{fraction['under'].strip()}"
    else:
        found = behind(text, *span)
        if found is None:
            return span, None
        start, typed = found[0], text[slice(*found)].strip()
    value = text[span[0] : start]
    glued = len(typed) == 1 and not value[-1:].isspace()
    words = _WORD.findall(value.rpartition("=")[2])  # g = 9.81 m/s^2
    if glued or any(w in variables or w not in _OF_NUMBERS for w in words) or not value.strip():
        return span, None
    if any(letter in variables for w in _WORD.findall(typed) for letter in (w, *w)):
        return span, None
    return draft.trimmed(span[0], start), typed.strip("[]() ")
