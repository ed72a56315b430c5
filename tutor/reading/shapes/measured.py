"""A number or vector with a unit behind it, or an angle in degrees."""

from __future__ import annotations

from tutor.reading.draft import Draft, Span
from tutor.reading.functions import CONSTANTS, FUNCTIONS
from tutor.reading.patterns import compiled
from tutor.reading.syntax import Const, Node, Num, Prod, Quot
from tutor.reading.units import behind

DEGREES = "°"
_DEGREES = compiled(r"[-+−]?\s*\d+(?:\.\d+)?(?P<unit>\s*(?:[°º˚]|\^\s*\{?\s*\\circ\s*\}?|\\degree|deg(?:rees?)?))\s*\.?\s*")
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
    found = behind(text, *span)
    if found is None:
        return span, None
    typed, value = text[slice(*found)].strip(), text[span[0] : found[0]]
    glued = len(typed) == 1 and not value[-1:].isspace()
    words = _WORD.findall(value.rpartition("=")[2])  # g = 9.81 m/s^2
    if glued or any(w in variables or w not in _OF_NUMBERS for w in words) or not value.strip():
        return span, None
    if any(letter in variables for w in _WORD.findall(typed) for letter in (w, *w)):
        return span, None
    return draft.trimmed(span[0], found[0]), typed.strip("[]() ")
