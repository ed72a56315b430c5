"""What a line says of two ends in words: `x^3/3 from 0 to 1` is the bracket [x^3/3]_0^1, and `x from 0 to y` is 0 ≤ x ≤ y."""

from __future__ import annotations

import re
from collections.abc import Callable

from tutor.reading.working.levels import depths

_END = r"[^,;:=<>≤≥≈]+?"
_BEHIND = "so is gives which then and thus hence of for i.e also ergibt ist und"
_RUN = re.compile(
    r"(?<=[\s|\])}⟩])(?:,?\s*(?:evaluated|taken|ausgewertet)\s+)?(?:from|von)\s+(?:(?P<by>\\?[A-Za-z]+)\s*=\s*)?"
    rf"(?P<low>{_END})\s+(?:to|bis)\s+(?:(?P=by)\s*=\s*)?(?P<high>{_END})(?=\s*(?:\Z|[=≈,;:]|\.\Z|\s(?:{'|'.join(_BEHIND.split())})\b))"
)
_BEFORE = re.compile(r"[=≈,;:<>≤≥]|\\(?:approx|leq?|geq?)(?![A-Za-z])")
_LONE = re.compile(r"\\?[A-Za-z]+(?:_\w)?")
_SAID = re.compile(r"(?:\\?[A-Za-z]+(?:_\w)?|\\?[A-Za-z]+\s*\([^()]*\))")  # r, r(t)
_COORDINATE = re.compile(
    r"(?P<lead>\s*(?:(?:and|und|with|mit|where|wobei|for|für|so|also|then|dann)\s+)*)(?P<x>\\?[A-Za-z]+)"
    r"(?:\s+(?:runs|goes|ranges|varies|läuft|geht|reicht))?\s*"
)
_OPEN = re.compile(r"(?:∫|\\?int(?![A-Za-z]))(?!\s*[_^])\s*")
_BAR = re.compile(r"\A\s*\\left\s*\.|(?:\\right\s*)?\|\s*\Z")
_OF = re.compile(r"\s*of(?![A-Za-z])")


def runs(text: str, letters: frozenset[str], says: Callable[[str], bool]) -> str:
    """The text with a bracket for each formula that is taken from one end to another, and the run of a coordinate as inequalities; that
    of a curve is left out.

    `letters` are those of the problem; `says` tells whether a text ends with a word.
    """
    at = behind_range = 0
    while (found := _RUN.search(text, at)) is not None:
        depth = depths(text[: found.start()])
        signs = [m for m in _BEFORE.finditer(text, 0, found.start()) if depth[m.start()] == 0]
        start = signs[-1].end() if signs else 0
        if behind_range >= start:
            start, before = behind_range, ""
        else:
            before = text[:start]
        formula = text[start : found.start()]
        run = "" if depth[-1:] != [0] else _range(before, formula, found, letters)
        made = run or ("" if depth[-1:] != [0] else _bracket(before, formula, found, letters, says))
        behind = text[found.end() :]
        if made.startswith("int_"):
            behind = _OF.sub("", behind, count=1) if _OF.match(behind) else behind
        text = text[: start if made else found.start()] + " " + (made or "from ")
        at = len(text)
        behind_range = at if run else behind_range
        text += behind
    return text


def _range(before: str, formula: str, run: re.Match[str], letters: frozenset[str]) -> str:
    """The inequalities of a coordinate that runs from one end to another; empty where something else does."""
    found = _COORDINATE.fullmatch(formula)
    if found is None or run["by"] is not None or before.rstrip()[-1:] not in ("", ",", ";", ":"):
        return ""
    return f"{found['lead']}{run['low']} <= {found['x']} <= {run['high']}" if found["x"].lstrip("\\") in letters else ""


def _bracket(before: str, formula: str, run: re.Match[str], letters: frozenset[str], says: Callable[[str], bool]) -> str:
    """The bracket; empty where what runs is a coordinate, a curve or nothing."""
    formula = _BAR.sub("", formula).strip()
    if formula[:1] == "[" and formula[-1:] == "]":
        formula = formula[1:-1].strip()
    by = f"{run['by']} = " if run["by"] else ""
    low, high = run["low"].strip(), run["high"].strip()
    sign = _OPEN.match(formula)
    if sign is not None:
        return f"int_({low})^({high}) {formula[sign.end() :]}" if not _OPEN.search(formula, sign.end()) else ""
    if not formula or says(formula) or (before[-1:] in ("", ",", ";", ":") and _LONE.fullmatch(formula)):
        return ""
    name = before.strip().rstrip("=").strip()
    if name and _SAID.fullmatch(name) and (name.lstrip("\\") in letters or name.endswith(")") or _LONE.fullmatch(formula)):
        return ""
    return f"[{formula}]_{{{by}{low}}}^{{{by}{high}}}"
