"""Orientations in words: to which side of a surface a normal points, and which way round a curve runs."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ALONG = r"|(?:(?:has|having)\s+)?(?:a\s+)?{sign}\s+z-?\s?(?:component|direction)|(?:in\s+)?(?:the\s+)?{sign}\s+z-?\s?(?:axis|direction)"
_SIDES = (
    ("upward", r"up(?:wards?)?" + _ALONG.format(sign="positive")),
    ("downward", r"down(?:wards?)?" + _ALONG.format(sign="negative")),
    ("outward", r"out(?:wards?)?|away\s+from\s+(?:the\s+)?(?:origin|inside|interior|solid|[xyz]-?\s?axis)"),
    ("inward", r"in(?:wards?)?|(?:to|towards?)\s+(?:the\s+)?(?:origin|inside|interior|[xyz]-?\s?axis)"),
)
_FILLING = r"(?:\s|,|-|\b(?:with|the|an?|by|unit|normals?|vectors?|pointing|points?|directed|oriented|orientation|and)\b)*"
_PATTERNS = tuple((word, re.compile(rf"{_FILLING}(?:{said}){_FILLING}", re.IGNORECASE)) for word, said in _SIDES)

_TURN = re.compile(
    r",?\s*\b(?:(?:oriented|orient(?:ation)?|traversed|traced(?:\s+out)?|taken|once|run|running|in|with|the|an?|C|it|that|which|is|to\s+be|and)\s+)*"
    r"(?:positive\s+)?\(?"
    r"(counter-?\s?clockwise|anti-?\s?clockwise|clockwise)\)?\b\)?(?:\s+(?:once|direction|orientation|sense))*",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r",?\s*\b(?:(?:with|in|the|an?)\s+)*(positive|negative)(?:ly\s+oriented|\s+(?:orientation|direction|sense))\b\s*(?:of\s+)?",
    re.IGNORECASE,
)
_PLACE = r"(?:the\s+)?(?:point\s+)?(\([^()]*\))"
_SEEN = re.compile(
    r",?\s*(?:(?:as|when|if)\s+)?(?:it\s+is\s+)?(?:seen|viewed|looked\s+at|looking|observed)\s+(?:down\s+)?(?:from\s+)?"
    r"(?:(above|below|(?:the\s+)?top|(?:the\s+)?bottom|underneath|high\s+up)"
    r"|(?:a\s+point\s+)?(?:high\s+up\s+|far\s+(?:out|away)\s+)?(?:on\s+|along\s+)?(?:the\s+)?(positive|negative)?\s*([xyz])-?\s?axis(?:\s+towards?\s+the\s+origin)?"
    rf"|(?:the\s+)?(origin)|{_PLACE}|(?:the\s+(?:direction|side|tip)\s+of\s+)(?:the\s+)?(?:normal\s+)?(?:vector\s+)?(<[^<>]*>|⟨[^⟨⟩]*⟩|[(][^()]*[)])|down\b)",
    re.IGNORECASE,
)  # fmt: skip
_LOW = ("below", "bottom", "underneath")
_AXIS_SIDE = re.compile(
    r"(?:\b(?:in|with|having|has|an?|the|normals?|vectors?|pointing|points?|directed|oriented|direction|of|to|towards?)\b|\s)*"
    r"\b(?:the\s+)?(positive|negative)\s+([xyz])[\s-]*(?:axis|direction|components?)\s*",
    re.IGNORECASE,
)
_AXES = "xyz"


@dataclass(frozen=True, slots=True)
class Way:
    """Which way round a curve runs: `clockwise`, `counterclockwise` or nothing, and from where it is seen so.

    `view` is `direction` or `point`, with its components as text; it is empty where the curve is seen from above.
    """

    turn: str = ""
    view: str = ""
    place: str = ""


def side(text: str) -> str | None:
    """upward, downward, outward or inward, as a text says it in other words; None where it says none of them."""
    return next((word for word, pattern in _PATTERNS if pattern.fullmatch(text.strip())), None)


def axis(text: str) -> list[str] | None:
    """The components of the unit vector of an axis, where a text says that a normal points in its direction; None where it does not."""
    found = _AXIS_SIDE.fullmatch(text.strip())
    return None if found is None else _unit(found[2], found[1])


def turned(text: str) -> tuple[str, Way]:
    """A text without the direction that it names, and that direction."""
    seen = _SEEN.search(text)
    bare = _SEEN.sub("", text)
    said = _TURN.search(bare) or _SIGN.search(bare)
    if said is None:
        return text.strip(" ,."), Way()
    clockwise = said[1].lower() in ("clockwise", "negative")
    view, place = ("", "") if seen is None else _view(seen)
    if view == "below":
        view, clockwise = "", not clockwise
    turn = "clockwise" if clockwise else "counterclockwise"
    return (bare[: said.start()] + " " + bare[said.end() :]).strip(" ,."), Way(turn, view, place)


def _view(seen: re.Match[str]) -> tuple[str, str]:
    """From where: nothing for above, `below`, a direction or a point with its components."""
    level, sign, letter, origin, point, vector = seen.groups()
    if level or not any(seen.groups()):
        return ("below" if (level or "").lower().endswith(_LOW) else ""), ""
    if letter:
        low = (sign or "").lower() == "negative"
        if letter.lower() == "z":
            return ("below" if low else ""), ""
        return "direction", ", ".join(_unit(letter, sign or ""))
    if vector:
        return "direction", vector[1:-1]
    return "point", "0, 0, 0" if origin else point[1:-1]


def _unit(letter: str, sign: str) -> list[str]:
    one = "-1" if sign.lower() == "negative" else "1"
    return [one if a == letter.lower() else "0" for a in _AXES]


def turn(text: str) -> Way:
    """The direction that a text says, where it says that and nothing else."""
    bare, found = turned(text)
    return found if not bare else Way()
