"""What stands in a cell beside the mathematics: marks of a web page, several tries, and the parts of a problem in one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

# Tags that an editor of a course system puts round an answer; <x, y> is a vector.
_CLOSED = re.compile(r"</(?:p|div|span|sup|sub|em|strong|b|i|u)>|<br ?/?>", re.IGNORECASE)
_RAISED = re.compile(r"<(sup|sub)>(.*?)</\1>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br ?/?>|</(?:p|div)>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|span|em|strong|b|i|u)(?: [^<>]{0,200})?>", re.IGNORECASE)
ESCAPED = ("=", "+", "-", "@", "'")  # before which a spreadsheet, and this program, put an apostrophe
TRIES = "##"  # between the tries of a question (IMathAS)
_PART = re.compile(r"(?:^|;)\s*(?:part|teil|partie|parte|deel)\s+(\d{1,2})\s?:\s*", re.IGNORECASE)  # Moodle's Cloze
_STACK = re.compile(r"(?:^|;)\s*ans\w{0,20}:\s*(.*?)\s*\[(?:score|valid|invalid)\]")
_LETTERED = re.compile(r"(?:^|[;\n])\s*\(?([a-h])[).:]\s+", re.IGNORECASE)


def typed_in(cell: str) -> str:
    """The answer as the student typed it, without what an editor or a spreadsheet has put round it."""
    if cell[:1] == "'" and cell[1:2] in ESCAPED:
        cell = cell[1:]
    if "<" not in cell or _CLOSED.search(cell) is None:
        return cell
    raised = _RAISED.sub(lambda m: f"{'^' if m[1].lower() == 'sup' else '_'}({m[2]})", cell)
    return unescape(_TAG.sub("", _BREAK.sub("\n", raised))).strip()


def tries_in(cell: str) -> list[str]:
    """The tries in a cell, the last one last."""
    return [part for part in cell.split(TRIES) if part != "ReGen"] or [""] if TRIES in cell else [cell]


def parts_in(cell: str, letters: Sequence[str]) -> dict[str, str] | None:
    """The answers to the parts of a problem, by their letters; None where it cannot be told which is which.

    An empty cell is an empty answer to each.
    """
    if not cell.strip():
        return dict.fromkeys(letters, "")
    numbered = _split(_PART, cell)
    if numbered is not None:
        places = {int(n) - 1: text for n, text in numbered}
        return {x: places.get(k, "") for k, x in enumerate(letters)} if max(places) < len(letters) else None
    if (stack := _STACK.findall(cell)) and len(stack) == len(letters):
        return dict(zip(letters, stack, strict=True))
    lettered = _split(_LETTERED, cell)
    if lettered is not None:
        found = {x.lower(): text for x, text in lettered}
        return {x: found.get(x, "") for x in letters} if found.keys() <= set(letters) and len(found) == len(lettered) else None
    apart = cell.split("&")
    return dict(zip(letters, apart, strict=True)) if len(apart) == len(letters) > 1 and ";" not in cell else None


def alone_in(cell: str) -> str:
    """The answer to a problem without parts, where a course system has counted one."""
    numbered = _split(_PART, cell)
    if numbered is not None and len(numbered) == 1:
        return numbered[0][1]
    stack = _STACK.findall(cell) if "[" in cell else []
    return stack[0] if len(stack) == 1 else cell


def _split(mark: re.Pattern[str], cell: str) -> list[tuple[str, str]] | None:
    """What stands behind each mark, where the first one begins the cell."""
    found = list(mark.finditer(cell))
    if not found or found[0].start() != 0:
        return None
    ends = [*(m.start() for m in found[1:]), len(cell)]
    return [(m[1], cell[m.end() : end].strip()) for m, end in zip(found, ends, strict=True)]
