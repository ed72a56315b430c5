"""What is said beside a family of points or values: (0, n pi), n in Z; for every integer k."""

from __future__ import annotations

from tutor.reading.patterns import compiled

COUNTING = ("k", "n", "m", "j", "l", "N", "K", "M", "p", "q")  # letters that count, where nothing else is said of them
_LETTERS = r"(?<![A-Za-z\\])[kmnjlpqKMN](?:\s*,\s*[kmnjlpqKMN]){0,2}"
_WHOLE = r"(?:ℤ|Z(?![A-Za-z])|\\mathbb\s*\{?\s*Z\s*\}?|\\Z(?![A-Za-z])|(?:the\s+)?(?:integers|whole\s+numbers)|ganze\s+Zahlen?)"
_A_WHOLE = r"(?:integers?|whole\s+numbers?)(?![A-Za-z])"
_DOTS = r"(?:\.\.\.|…|\\[lc]?dots(?![A-Za-z]))"
# k = 0, ±1, ±2, ... and k = ..., -1, 0, 1, ...: all of them.
_SHOWN = rf"{_LETTERS}\s*=\s*(?:{_DOTS}[^();A-Za-z]{{1,40}}{_DOTS}|[^();A-Za-z]{{0,40}}±[^();A-Za-z.]{{0,40}}{_DOTS})"
INTEGERS = compiled(
    rf"[,;:]?\s*[(\[]?\s*(?:(?<![A-Za-z])(?:where|with|for)\s+)?{_SHOWN}\s*[)\]]?|"
    rf"[,;:]?\s*[(\[]?\s*(?<![A-Za-z])(?:(?:where|with|for|und|mit|für)\s+)?(?:(?:all|every|each|any|an)\s+)?(?:"
    rf"{_LETTERS}\s*(?:(?:∈|\\in(?![A-Za-z])|in(?![A-Za-z]))\s*{_WHOLE}|(?:is\s+|are\s+|=\s*)?(?:an\s+|any\s+|all\s+|every\s+)?{_A_WHOLE})"
    rf"|(?<=\s){_A_WHOLE}\s*(?:{_LETTERS})?(?![A-Za-z(]))\s*[)\]]?"
)
