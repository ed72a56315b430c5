"""Working of several lines: where one ends and the next begins."""

from __future__ import annotations

import re

from tutor.reading.draft import Draft, Span
from tutor.reading.patterns import compiled

# What says that the next statement follows from the last.
_WORDS = r"(?<![A-Za-z\\])(?:[Ss]o|[Tt]herefore|[Tt]hus|[Hh]ence|implies)(?![A-Za-z=])"
_ARROWS = ("=>", "->", "→", "⟶", "➔", "\\to", "\\rightarrow", "\\longrightarrow")
_FOLLOWS = compiled(
    r"=>|⇒|⟹|∴|\\(?:implies|Rightarrow|Longrightarrow|therefore)(?![A-Za-z])"
    rf"|(?<![-<])->|[→⟶➔]|\\(?:to|rightarrow|longrightarrow)(?![A-Za-z])|{_WORDS}"
)
_POINT = compiled(r"[)\]}>⟩]\s*\Z|\\rangle\s*\Z")
_BREAK = compiled(r"\n|;|\\\\(?:\[[^\]\n]{0,9}\])?")
# A line that ends or begins like this goes on.
_UNFINISHED = compiled(r"(?:[-+*/^=<>,(\[{]|\\cdot|\\times)\s*\Z")
_GOING_ON = compiled(r"\s*(?:[+*/^=)\]}]|\\cdot|\\times)")
_RELATION = compiled(r"[=<>≤≥≈≠]|\\(?:leq?|geq?|approx|neq?)(?![A-Za-z])")


def steps(draft: Draft, span: Span) -> list[Span]:
    """The stretches between words and arrows such as `=>` and `so`."""
    out: list[Span] = []
    first = span[0]
    so = {"s", "o"} <= draft.scope.variables
    for m in draft.outside(_FOLLOWS, span):
        left = draft.text[first : m.start()]
        # x => 1 is no working but a misspelled >=, and x → 1 says where x goes; (2x, 2y) => (2, 4) is working.
        alone = m[0] in _ARROWS and not _RELATION.search(left) and not _POINT.search(left)
        if alone or (so and m[0] == "so"):
            continue
        out.append(draft.trimmed(first, m.start()))
        first = m.end()
    out.append(draft.trimmed(first, span[1]))
    return _some(draft, out, span)


def _some(draft: Draft, found: list[Span], span: Span) -> list[Span]:
    """The stretches that are not empty. Errors: Unreadable where all are."""
    kept = [piece for piece in found if piece[0] < piece[1]]
    if not kept:
        raise draft.fail("There is nothing to read here.", span)
    return kept


def rows(draft: Draft, span: Span) -> list[Span]:
    """The stretches between line ends and semicolons; a line that goes on is joined to the one before it."""
    out: list[Span] = []
    first = span[0]
    cuts = [m for m in draft.outside(_BREAK, span) if _is_cut(draft, m, span)]
    for m in cuts:
        out.append(draft.trimmed(first, m.start()))
        first = m.end()
    out.append(draft.trimmed(first, span[1]))
    return _some(draft, out, span)


def _is_cut(draft: Draft, found: re.Match[str], span: Span) -> bool:
    if found[0] != "\n":
        return True
    text = draft.text
    before = text[max(span[0], found.start() - 20) : found.start()]
    return _UNFINISHED.search(before) is None and _GOING_ON.match(text, found.end(), span[1]) is None


def lines(draft: Draft, span: Span) -> list[Span]:
    """The lines of a working, in order."""
    return [row for step in steps(draft, span) for row in rows(draft, step)]
