"""Answers that were not given: nothing, a dash, or what a course system writes in their place."""

from __future__ import annotations

import re

_BLANK = re.compile(
    r"[\s\u00ad\u200b-\u200f\ufeff\u00a0_.?…–—-]*"
    r"|\s*[\[(]?(?:no (?:answer|response)(?: given)?|not (?:yet )?answered|unanswered|n/a|n\.a\.|blank|keine antwort|nicht beantwortet"
    r"|unbeantwortet|k\.a\.|leer|sans réponse|pas de réponse|non répondu|&nbsp;)[\])]?\.?\s*",
    re.IGNORECASE,
)
_LONGEST = 60

NOT_ANSWERED = "Not answered."


def is_blank(answer: str) -> bool:
    """Whether nothing was answered."""
    return len(answer) <= _LONGEST and _BLANK.fullmatch(answer) is not None
