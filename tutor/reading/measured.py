"""Units in a field of a problem: what stands upright behind a quantity, 9.8 \\\\text{ m/s}^2, is no product of letters."""

from __future__ import annotations

from collections.abc import Collection

from tutor.reading.functions import CONSTANTS, GREEK
from tutor.reading.names import Notice
from tutor.reading.patterns import compiled
from tutor.reading.units import unit

_WORDED = r"\\(?:text|textrm|textup|textsf|mbox|hbox)\s*\{[^{}$\\]{1,40}\}"
_UPRIGHT = rf"(?:{_WORDED}|\\(?:mathrm|operatorname|rm|mathsf)\s*\{{[^{{}}$\\]{{1,20}}\}})"
_POWER = r"(?:\s*\^\s*(?:\{\s*-?\d\s*\}|-?\d))?"
_JOIN = r"\s*(?:\\[,;: ]|~|\\cdot(?![A-Za-z])|[/*·⋅])?\s*"
_PRODUCT = rf"{_UPRIGHT}{_POWER}(?:{_JOIN}{_UPRIGHT}{_POWER})*"
_DEGREES = r"(?:\^\s*\{?\s*\\circ\s*\}?|°)\s*(?:\\[, ])?\s*(?:\\(?:mathrm|text|textrm|rm)\s*\{\s*[CF]\s*\}|[CF](?![A-Za-z]))"
_PHRASE = compiled(
    rf"\\[dt]?frac\s*\{{\s*(?P<over>{_PRODUCT})\s*\}}\s*\{{\s*(?P<under>{_PRODUCT})\s*\}}|(?P<product>{_PRODUCT})|{_DEGREES}"
)
_SPACES = compiled(r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z]))*\Z")
_COMMAND = compiled(r"\\([A-Za-z]+)\Z")
_BEHIND = compiled(r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z]))*(?:\Z|[-+=<>)\]},.;&$]|\\(?:\\|right|[lg]e|times|cdot)|[/*·×])")
_TYPED = compiled(r"\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e-?\d+)?(?P<unit>\s+\S.{0,30})\Z")
_LETTERS = compiled(r"[A-Za-z]+")
_INSIDE = compiled(r"\\(?:text|textrm|textup|textsf|mbox|hbox|mathrm|operatorname|rm|mathsf)\s*\{\s*([^{}]*?)\s*\}")
_PLAIN = {"\\cdot": "·", "\\frac": "", "}{": "/", "^\\circ": "°", "^{\\circ}": "°", "\\,": " ", "\\ ": " ", "{": "", "}": ""}
_COMPOUND = compiled(r"[/^]|\\frac|\{\s*[A-Za-z]{2}")
_DRESS = compiled(r"\\(?:textup|textsf|mbox|hbox|mathsf)(?=\s*\{)")


def without_units(text: str, declared: Collection[str] = ()) -> tuple[str, list[Notice]]:
    """The text with its units blanked, so that positions stay, and a notice for each."""
    if "\\" not in text and "°" not in text:
        return text, []
    notices: list[Notice] = []
    for found in list(_PHRASE.finditer(text)):
        start, end = found.span()
        if _is_unit(found["over"], found["under"], found["product"]) and _stands(text, start, end, declared):
            notice = _left_out(text, start, end)
            if all(n.message != notice.message for n in notices):
                notices.append(notice)
            text = text[:start] + " " * (end - start) + text[end:]
    return text, notices


def without_typed_unit(text: str, letters: Collection[str]) -> tuple[str, list[Notice]]:
    """The same for a value in plain typing, `9.81 m/s^2`; not where its letters are those of the problem."""
    found = _TYPED.match(text)
    if found is None or "\\" in text or unit(found["unit"]) is None:
        return text, []
    if all(letter in letters for word in _LETTERS.findall(found["unit"]) for letter in word):
        return text, []
    start, end = found.span("unit")
    return text[:start] + " " * (end - start), [_left_out(text, start, end)]


def _left_out(text: str, start: int, end: int) -> Notice:
    shown = _INSIDE.sub(r"\1", text[start:end])
    for typeset, plain in _PLAIN.items():
        shown = shown.replace(typeset, plain)
    return Notice(f"The unit {shown.strip()} is kept out of the calculation.", start, end)


def _is_unit(over: str | None, under: str | None, product: str | None) -> bool:
    if over is None and product is None:
        return True  # degrees Celsius
    return all(unit(_DRESS.sub(r"\\text", part)) is not None for part in (over, under, product) if part is not None)


def _stands(text: str, start: int, end: int, declared: Collection[str]) -> bool:
    """Whether a unit can stand here: behind a quantity, and one upright letter only at an end."""
    spaces = _SPACES.search(text, 0, start)
    before = text[: spaces.start() if spaces else start]
    command = _COMMAND.search(before)
    if command is not None:
        operand = command[1] in GREEK or command[1] in CONSTANTS
    else:
        operand = before[-1:].isalnum() or before[-1:] in (")", "]", "}", "|", "'", "%", "²", "³")
    if not operand:
        return False
    typed = text[start:end]
    sure = "\\text" in typed or "box" in typed or _COMPOUND.search(typed) is not None
    if not sure and any(word in declared for word in _LETTERS.findall(_INSIDE.sub(r"\1", typed))):
        return False
    return _BEHIND.match(text, end) is not None or (sure and not text[end:].lstrip().startswith("("))
