"""Convex, concave, strictly so, or neither: what a sentence says of it, what it denies, and what it leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tutor.errors import nearest
from tutor.reading.answers import ClassWord
from tutor.reading.draft import Draft, Span
from tutor.reading.lines import lines
from tutor.reading.patterns import compiled
from tutor.reading.shapes import labels
from tutor.reading.shapes.asides import without_asides
from tutor.reading.shapes.result import Result

_DOWN = compiled(r"concave[\s-]+down(?:wards?)?")
_UP = compiled(r"concave[\s-]+up(?:wards?)?|convex[\s-]+down(?:wards?)?")
_OTHER_KIND = compiled(r"(?:quasi|pseudo|locally|piecewise|log)[\s-]*(?:con(?:vex|cave)|kon)")
# What is said in doubt, asked, or said for a part of the domain only.
_HEDGE = compiled(
    r"(?<![a-z])(?:maybe|perhaps|probably|possibly|might|may|could|should|think|guess|believe|suppose|assume|seems?|looks?|unsure|sure|doubt"
    r"|almost|nearly|vielleicht|wahrscheinlich|vermutlich)(?![a-z])|\?"
)
_CONDITION = compiled(
    r"(?<![a-z])(?:if|only|unless|except|when(?:ever)?|where|outside|near|along|provided|wenn|falls|nur|au(?:ss|ß)er)(?![a-z])|[<>≤≥=]"
)
_MENTION = compiled(
    r"(?<![a-z])(?P<non>non[\s-]?)?(?P<strict>(?:strict(?:ly)?|strongly|streng|strikt)[\s-]{1,4})?(?P<base>[ck]onvex|[ck]onca?ve|konkav)"
    r"(?:\s*\(\s*(?P<after>strict(?:ly)?)\s*\)|,?\s{1,4}(?P<later>(?:and|even)\s+strictly(?:\s+so)?)(?![\s-]+[ck]on))?"
    r"|(?<![a-z])(?P<alone>strict(?:ly)?(?:\s+so)?)(?![a-z])"
)
_DENIED = compiled(
    r"(?:(?<![a-z])(?:not|no|nor|neither|never|non|nicht|weder|noch|kein\w{0,2})|n['’]?t)[\s-]*(?:(?:an?|is|it|be|even|also|be)\s+){0,3}\Z|(?<![a-z])non-?\Z"
)
_BOTH = compiled(r"(?<![a-z])(?:or|/|oder|both)(?![a-z])|/")
_EITHER = compiled(r"(?<![a-z])(?:or|oder|either)(?![a-z])|/")
_AFFINE = compiled(r"(?<![a-z])(?:affine?|linear)(?![a-z])")
_TWO = compiled(r"(?<![a-z])both(?![a-z])|(?<![a-z])beides(?![a-z])")
_TOGETHER = compiled(r"(?<![a-z])(?:and|both|also|und|sowohl)(?![a-z])|&")
_NEITHER = compiled(r"(?<![a-z])(?:neither|none|indefinite|weder)(?![a-z])")
_WORD = compiled(r"[a-zäöüß]{2,24}")
# Words of a sentence that change nothing.
_PLAIN = frozenset([
    "the", "function", "is", "it", "its", "an", "this", "so", "thus", "hence", "therefore", "on", "everywhere", "whole", "all", "of",
    "plane", "domain", "space", "and", "but", "also", "strictly", "strict", "strongly", "convex", "concave", "neither", "none", "nor",
    "or", "not", "no", "non", "nicht", "konvex", "konkav", "streng", "strikt", "ist", "die", "funktion", "und", "both", "that",
    "answer", "class", "which", "means", "we", "have", "up", "down", "upward", "downward", "upwards", "downwards", "indefinite",
    "weder", "noch", "for", "even", "be", "see", "has", "here", "overall", "globally", "entire", "real", "numbers", "isn", "isnt",
    "nonconvex", "nonconcave", "hessian", "matrix", "definite", "positive", "negative", "semidefinite", "graph", "surface", "der",
    "affine", "affin", "linear", "beides", "auf", "ganz", "überall", "sie", "es",
])  # fmt: skip
_ADVICE = "Write convex, concave, or neither, with 'strictly' where it holds."
_KNOWN = ("convex", "concave", "strictly", "neither")


class _Mention(NamedTuple):
    base: str
    strict: bool
    denied: bool


def class_word(draft: Draft, span: Span) -> Result:
    """The class that is named. Errors: Unreadable where it is only denied, in doubt, or said of a part of the domain."""
    labels.worded(draft)
    found = lines(draft, without_asides(draft, span))
    text = draft.text[slice(*found[-1])].lower()
    text = _UP.sub("convex", _DOWN.sub("concave", text))
    _refuse(draft, found[-1], text)
    return Result(_said(draft, found[-1], text), None, (), tuple(found))


def _refuse(draft: Draft, span: Span, text: str) -> None:
    """Raises Unreadable at what makes a class no claim about the whole domain."""
    first = draft.text.rfind("\n", 0, span[0]) + 1  # of the line, with the words that are left out elsewhere: I think
    hedged = _HEDGE.search(draft.source[first:].lower())
    if hedged is not None:
        raise draft.fail("This is said in doubt.", (first + hedged.start(), first + hedged.end()), _ADVICE)
    for pattern, said in (
        (_OTHER_KIND, "This kind of convexity is not asked."),
        (_CONDITION, "The class on the whole domain is asked, without a condition."),
    ):
        if (m := pattern.search(text)) is not None:
            raise draft.fail(said, (span[0] + m.start(), min(span[0] + m.end(), span[1])), _ADVICE)


def _said(draft: Draft, span: Span, text: str) -> ClassWord:
    """The class, whether it is said to be no stricter, and whether the other one is denied."""
    mentions = _mentions(text)
    claimed = {m.base for m in mentions if not m.denied}
    denied = {m.base for m in mentions if m.denied and not m.strict}
    strange = next((w for w in _WORD.finditer(text) if w[0] not in _PLAIN), None)
    if (_NEITHER.search(text) and not claimed) or denied == {"convex", "concave"}:
        if strange is not None:
            raise draft.fail(f"Unknown word '{strange[0]}'.", _at(span, strange.span()), _ADVICE)
        return ClassWord("neither")
    if strange is not None:
        raise draft.fail(f"Unknown word '{strange[0]}'.", _at(span, strange.span()), nearest(strange[0], _KNOWN) or _ADVICE)
    if _affine(text, mentions, claimed, denied):
        return ClassWord("affine")
    if mentions and not claimed:
        raise draft.fail("This says what the function is not.", span, _ADVICE)
    if len(claimed) != 1 or _BOTH.search(text) or _NEITHER.search(text):
        raise draft.fail("Several classes are named." if mentions else "A word such as convex is needed here.", span, _ADVICE)
    base = claimed.pop()
    if base in denied:
        raise draft.fail("This says two things that cannot both hold.", span, _ADVICE)
    strict = any(m.strict and not m.denied for m in mentions)
    weaker = any(m.strict and m.denied and m.base == base for m in mentions)
    if strict and weaker:
        raise draft.fail("This says two things that cannot both hold.", span, _ADVICE)
    return ClassWord(f"strictly_{base}" if strict else base, weaker, bool(denied))  # type: ignore[arg-type]


def _affine(text: str, mentions: Sequence[_Mention], claimed: set[str], denied: set[str]) -> bool:
    """Whether it is said to be convex and concave at once, in these or in other words."""
    if denied or _EITHER.search(text) or _NEITHER.search(text) or any(m.strict and not m.denied for m in mentions):
        return False
    named = _AFFINE.search(text)
    if named is not None:
        return _DENIED.search(text, 0, named.start()) is None and _AFFINE.search(text, named.end()) is None
    return (len(claimed) == 2 and _TOGETHER.search(text) is not None) or (not mentions and _TWO.search(text) is not None)


def _at(span: Span, place: Span) -> Span:
    return span[0] + place[0], min(span[0] + place[1], span[1])


def _mentions(text: str) -> list[_Mention]:
    """Every class named, with whether it is denied; `not strictly` alone belongs to the class before it."""
    out: list[_Mention] = []
    for m in _MENTION.finditer(text):
        denied = (
            m["non"] is not None
            or _DENIED.search(text, max(0, m.start() - 30), m.start()) is not None
            or (bool(out) and out[-1].denied and text[: m.start()].rstrip().endswith((" or", " nor", " and", "noch")))
        )
        if m["alone"]:
            if out:
                out.append(_Mention(out[-1].base, True, denied))
            continue
        base = "convex" if m["base"].endswith("vex") else "concave"
        out.append(_Mention(base, bool(m["strict"] or m["after"] or m["later"]), denied))
    return out
