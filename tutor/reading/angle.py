"""An angle in a field: in radians, or in degrees as a word or a sign."""

from __future__ import annotations

import re

from tutor.reading.characters import unreadable

_SET = r"(?:\\(?:text|textrm|mathrm|operatorname|rm)\s?\{\s?)?"
_RADIANS = re.compile(rf"(?<![A-Za-z\\])(?:\\[,;: ]|~)?{_SET}rad(?:ian)?s?\s?\}}?\s*\.?\s*\Z")
_DEGREES = re.compile(rf"(?<![A-Za-z\\])(?:\\[,;: ]|~)?{_SET}deg(?:ree)?s?\s?\}}?\s*\.?\s*\Z")
_OTHER = re.compile(rf"[\d.)]\s*{_SET}(?P<word>[A-Za-z]{{3,}})\s?\}}?\s*\.?\s*\Z")
_NUMBER = re.compile(r"\s*[-+]?\d+(?:\.\d*)?\s*\Z")


def without_word(text: str) -> str:
    """The text without `rad` behind it, and with the sign for `degrees`. Raises Unreadable for other words behind a number."""
    for pattern, sign in ((_RADIANS, ""), (_DEGREES, "°")):
        found = pattern.search(text)
        if found is None or not text[: found.start()].strip():
            continue
        before = text[: found.start()]
        if sign and not _NUMBER.match(before):
            raise unreadable(text, "Degrees are read behind a number.", *found.span(), "Write 45°, or the angle in radians.")
        return before.rstrip() + sign
    other = _OTHER.search(text)
    if other is not None and other["word"] not in _KNOWN:
        raise unreadable(text, f"'{other['word']}' is no unit of an angle that is known.", *other.span("word"), "Write rad or degrees.")
    return text


_KNOWN = ("theta", "alpha", "beta", "gamma", "phi", "varphi", "psi", "omega", "sqrt", "arctan")
