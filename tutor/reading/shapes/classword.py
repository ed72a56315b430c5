"""Convex, concave, strictly so, or neither."""

from __future__ import annotations

import re

from tutor.errors import nearest
from tutor.reading.answers import ClassWord, Convexity
from tutor.reading.draft import Draft, Span
from tutor.reading.lines import lines
from tutor.reading.patterns import compiled
from tutor.reading.shapes import labels
from tutor.reading.shapes.result import Result

_NEITHER = compiled(
    r"neither|none|indefinite|no(?:t|r|n)?[\s-]+(?:strictly[\s-]+)?con(?:vex|cave)\W+(?:and|n?or)?\W*(?:not[\s-]+)?con(?:vex|cave)"
    r"|(?:not|non)[\s-]+convex[\s,]+(?:and|n?or)[\s,]+(?:not|non)?[\s-]*concave|weder"
)
_NOT = compiled(r"(?<![a-z])(?:not|non|isn't|isnt|nicht)(?![a-z])[\s-]*(?:strictly[\s-]+)?con")
_DOWN = compiled(r"concave\s+down(?:wards?)?")
_UP = compiled(r"concave\s+up(?:wards?)?|convex\s+down(?:wards?)?")
_STRICT = compiled(r"(?<![a-z])(?:strict(?:ly)?|strongly|streng|strikt)(?![a-z])")
_CONVEX, _CONCAVE = compiled(r"(?<![a-z])(?:convex|konvex)"), compiled(r"(?<![a-z])(?:concave|konkav)")
_ADVICE = "Write convex, concave, or neither, with 'strictly' where it holds."
_KNOWN = ("convex", "concave", "strictly", "neither")


def class_word(draft: Draft, span: Span) -> Result:
    """The class that is named; a word that is denied alone leaves it open and is asked back."""
    labels.worded(draft)
    found = lines(draft, span)
    text = draft.text[slice(*found[-1])].lower()
    if _NEITHER.search(text):
        return Result(ClassWord("neither"), None, (), tuple(found))
    text = _UP.sub("convex", _DOWN.sub("concave", text))
    convex, concave = _CONVEX.search(text), _CONCAVE.search(text)
    if _NOT.search(text):
        raise draft.fail("This says what the function is not.", found[-1], _ADVICE)
    if bool(convex) == bool(concave):
        said = "Both words are there." if convex else "A word such as convex is needed here."
        hint = next((h for w in re.findall(r"[a-z]{4,20}", text) if (h := nearest(w, _KNOWN))), None)
        raise draft.fail(said, found[-1], hint or _ADVICE)
    base = "convex" if convex else "concave"
    word: Convexity = f"strictly_{base}" if _STRICT.search(text) else base  # type: ignore[assignment]
    return Result(ClassWord(word), None, (), tuple(found))
