"""Orientations in words: to which side of a surface a normal points, and which way round a curve runs."""

from __future__ import annotations

import re

_ALONG = r"|(?:(?:has|having)\s+)?(?:a\s+)?{sign}\s+z-?\s?(?:component|direction)|(?:in\s+)?(?:the\s+)?{sign}\s+z-?\s?(?:axis|direction)"
_SIDES = (
    ("upward", r"up(?:wards?)?" + _ALONG.format(sign="positive")),
    ("downward", r"down(?:wards?)?" + _ALONG.format(sign="negative")),
    ("outward", r"out(?:wards?)?|away\s+from\s+(?:the\s+)?(?:origin|inside|interior|solid)"),
    ("inward", r"in(?:wards?)?|(?:to|towards?)\s+(?:the\s+)?(?:origin|inside|interior)"),
)
_FILLING = r"(?:\s|,|-|\b(?:with|the|an?|by|unit|normals?|vectors?|pointing|points?|directed|oriented|orientation|and)\b)*"
_PATTERNS = tuple((word, re.compile(rf"{_FILLING}(?:{said}){_FILLING}", re.IGNORECASE)) for word, said in _SIDES)

_TURN = re.compile(
    r",?\s*\b(?:(?:oriented|traversed|taken|once|run|running|in|with|the|an?)\s+)*(?:positive\s+)?\(?"
    r"(counter-?\s?clockwise|anti-?\s?clockwise|clockwise)\)?\b\)?(?:\s+(?:once|direction|orientation|sense))*",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r",?\s*\b(?:(?:with|in|the|an?)\s+)*(positive|negative)(?:ly\s+oriented|\s+(?:orientation|direction|sense))\b\s*(?:of\s+)?",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r",?\s*(?:(?:as|when|if)\s+)?(?:seen|viewed|looked\s+at|looking)\s+(?:down\s+)?(?:from\s+)?"
    r"(?:(above|below|(?:the\s+)?top|(?:the\s+)?bottom|underneath|high\s+up)|(?:a\s+point\s+)?(?:high\s+up\s+|far\s+out\s+)?(?:on\s+)?(?:the\s+)?"
    r"(positive|negative)?\s*z-?\s?axis|down\b)",
    re.IGNORECASE,
)  # fmt: skip
_LOW = ("below", "bottom", "underneath", "negative")


def side(text: str) -> str | None:
    """upward, downward, outward or inward, as a text says it in other words; None where it says none of them."""
    return next((word for word, pattern in _PATTERNS if pattern.fullmatch(text.strip())), None)


def turned(text: str) -> tuple[str, str]:
    """A text without the direction that it names, and that direction as seen from above: clockwise, counterclockwise or nothing."""
    seen = _SEEN.search(text)
    bare = _SEEN.sub("", text)
    said = _TURN.search(bare) or _SIGN.search(bare)
    if said is None:
        return text.strip(" ,."), ""
    below = seen is not None and any((part or "").lower().endswith(_LOW) for part in seen.groups())
    clockwise = (said[1].lower() in ("clockwise", "negative")) != below
    return (bare[: said.start()] + " " + bare[said.end() :]).strip(" ,."), "clockwise" if clockwise else "counterclockwise"


def turn(text: str) -> str | None:
    """clockwise or counterclockwise, where a text says that and nothing else."""
    bare, found = turned(text)
    return found or None if not bare else None
