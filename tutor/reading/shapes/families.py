"""What is said beside a family of points or values: (0, n pi), n in Z."""

from __future__ import annotations

from tutor.reading.patterns import compiled

INTEGERS = compiled(
    r"[,;]?\s*(?:(?:where|with|for)\s+)?(?:all\s+)?(?<![A-Za-z\\])[kmn](?:\s*,\s*[kmn]){0,2}\s*(?:(?:∈"
    r"|\\in(?![A-Za-z])|in(?![A-Za-z]))\s*(?:ℤ|Z(?![A-Za-z])|\\mathbb\s*\{?\s*Z\s*\}?|\\Z(?![A-Za-z])|(?:the\s+)?integers)"
    r"|(?:is\s+|are\s+)?(?:an\s+|any\s+)?integers?(?![A-Za-z]))"
)
