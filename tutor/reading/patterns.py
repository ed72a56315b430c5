"""Patterns for what students type, bounded so that no text takes more than time in proportion to its length."""

from __future__ import annotations

import re

# Blanks in a row that a pattern looks across; an unbounded run would be scanned again from each of its places.
MOST_BLANKS = 12


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern with every run of blanks bounded."""
    bounded = pattern.replace(r"\s*", rf"\s{{0,{MOST_BLANKS}}}").replace(r"\s+", rf"\s{{1,{MOST_BLANKS}}}")
    return re.compile(bounded, flags)
