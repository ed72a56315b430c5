"""Comparisons in words, `x is at least 2`, and signs of programs, `&&`: spelled as the grammar reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tutor.reading.draft import Draft
from tutor.reading.patterns import compiled

_IS = r"(?<![A-Za-z\\])(?:(?:is|are|has\s+to\s+be|must\s+be|should\s+be)\s+)?(?:strictly\s+)?"
_SIGNS: Mapping[str, str] = {
    "!=": r"not\s+equal(?:\s+to)?|unequal(?:\s+to)?|different\s+from|(?<=is\s)not(?=\s+[-\d])",
    ">=": r"(?:greater|larger|bigger|more)\s+than\s+or\s+equal(?:\s+to)?|at\s+least|no\s+less\s+than|not\s+less\s+than",
    "<=": r"(?:less|smaller|lower)\s+than\s+or\s+equal(?:\s+to)?|at\s+most|no\s+(?:more|greater)\s+than|not\s+(?:more|greater)\s+than",
    ">": r"(?:greater|larger|bigger|more)\s+than",
    "<": r"(?:less|smaller|lower)\s+than",
}
_WORDED = {sign: compiled(rf"{_IS}(?:{words})(?![A-Za-z])") for sign, words in _SIGNS.items()}
_NEVER = compiled(r"(?<![A-Za-z\\])(?:can\s*['’]?t|cannot|can\s+not|must\s+not|may\s+not)\s+(?:be|equal)(?:\s+equal\s+to)?(?![A-Za-z])")
_AND = compiled(r"&&?(?=\s*[^\s&])")
_OR = compiled(r"(?<=\s)\|\|(?=\s)")
_REAL = compiled(
    r"[,;]?\s*(?<![A-Za-z\\])(?:(?:where|with|for|and)\s+)?(?:all\s+)?(?:[A-Za-z]\s+(?:is\s+)?(?:a\s+)?real(?:\s+number)?|real\s+[A-Za-z])"
    r"[\s.]*\Z"
)
# x is in S, x lies in S; and x is not in S, where there is room to write what is meant.
_MEMBER = compiled(
    r"(?<=[A-Za-z]\s)(?:is\s+(?:an?\s+element\s+)?(?:in|of)|lies\s+in|belongs\s+to|is\s+(?:a\s+)?(?:member|part)\s+of|from|∋)(?=\s*[\\(\[\]{])"
)
_COLON = compiled(r"\A(\s*[a-z]\s*):(?=\s*[\\(\[\]{])")
_OUTSIDE = compiled(r"(?<![A-Za-z\\])[A-Za-z]\s*(?:∉|\\notin(?![A-Za-z])|(?:is\s+)?not\s+in(?![A-Za-z]))")


def spell(draft: Draft) -> None:
    """Every comparison in words as its sign."""
    for sign, pattern in _WORDED.items():
        _put(draft, pattern, sign)
    _put(draft, _NEVER, "!=")
    if "\\begin" not in draft.text:
        _put(draft, _AND, "∧")
    draft.rewrite(_OR.sub("∨ ", draft.text))
    draft.blank(_REAL)
    members(draft)


def members(draft: Draft) -> None:
    """What lies in a set or outside of it."""
    draft.rewrite(_COLON.sub(lambda m: f"{m[1]}∈", draft.text))
    _put(draft, _MEMBER, "∈")
    if "R" not in draft.scope.variables:
        _put(draft, _OUTSIDE, "R∖")


def _put(draft: Draft, pattern: re.Pattern[str], sign: str) -> None:
    draft.rewrite(pattern.sub(lambda m: sign.ljust(len(m[0])), draft.text))
