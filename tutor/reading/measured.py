"""Units in a field of a problem: what stands upright behind a quantity, 9.8 \\\\text{ m/s}^2, is no product of letters."""

from __future__ import annotations

from collections.abc import Collection

from tutor.reading.functions import CONSTANTS, GREEK
from tutor.reading.names import Notice
from tutor.reading.patterns import compiled
from tutor.reading.units import Unit, unit

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
_NUMBER = r"(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e-?\d+)?|pi)"
_TYPED = compiled(rf"\s*(?:[A-Za-z]\w{{0,20}}\s*=\s*)?[-+]?{_NUMBER}(?:\s*[*/]?\s*{_NUMBER})?(?P<unit>\s*[A-Za-z°µμΩ].{{0,30}})\Z")
_BRACKETED = compiled(r"(?<=[\w)\]}])\s*(?P<unit>\[\s*(?P<inside>[A-Za-z°µμΩ][^\[\]]{0,30})\])[\s.]*\Z")
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
            notice = left_out(text, start, end)
            if all(n.message != notice.message for n in notices):
                notices.append(notice)
            text = text[:start] + " " * (end - start) + text[end:]
    return text, notices


def without_bracketed_unit(text: str) -> tuple[str, list[Notice]]:
    """The same for a unit in square brackets at the end of a formula, x^2 y [m], whose letters are nowhere else in it."""
    found = _BRACKETED.search(text)
    if found is None or unit(found["inside"]) is None or set(found["inside"]) & set(_LETTERS.findall(text[: found.start()])):
        return text, []
    return blanked(text, found.span("unit")), [left_out(text, *found.span("unit"))]


def typed_unit(text: str) -> tuple[int, int] | None:
    """Where a unit stands behind a number in plain typing."""
    found = _TYPED.match(text)
    return None if found is None or "\\" in text or unit(found["unit"]) is None else found.span("unit")


def letters_of(text: str, span: tuple[int, int]) -> set[str]:
    """The letters of a stretch."""
    return {letter for word in _LETTERS.findall(text[slice(*span)]) for letter in word}


def blanked(text: str, span: tuple[int, int]) -> str:
    """The text with spaces in a stretch, so that positions stay."""
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]


def unit_of(text: str) -> Unit | None:
    """The unit of a value, typed or set upright; None where it has none."""
    span = typed_unit(text)
    if span is not None:
        return unit(text[slice(*span)])
    if "\\" not in text and "°" not in text:
        return None
    found = list(_PHRASE.finditer(text))
    if len(found) != 1 or not _is_unit(found[0]["over"], found[0]["under"], found[0]["product"]):
        return None
    over, under, product = (unit(_DRESS.sub(r"\\text", part)) if part else None for part in found[0].group("over", "under", "product"))
    if over is not None and under is not None:
        return over * under**-1
    return product or unit("°F" if "F" in found[0][0] else "°C")


def left_out(text: str, start: int, end: int) -> Notice:
    """That a unit is no part of the formula."""
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
