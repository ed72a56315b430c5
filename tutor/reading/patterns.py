"""Patterns for what students type, bounded so that no text takes more than time in proportion to its length."""

from __future__ import annotations

import re
from typing import cast

# Blanks in a row that a pattern looks across; an unbounded run would be scanned again from each of its places.
MOST_BLANKS = 12


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern with every run of blanks bounded."""
    return later(pattern.replace(r"\s*", rf"\s{{0,{MOST_BLANKS}}}").replace(r"\s+", rf"\s{{1,{MOST_BLANKS}}}"), flags)


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, compiled when it is first used: one answer needs few of them."""
    return cast("re.Pattern[str]", _Later(pattern, flags))


class _Later:
    """Stands for a pattern until something is asked of it."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> object:
        made = re.compile(self.pattern, self._flags)
        for method in ("match", "search", "fullmatch", "finditer", "findall", "split", "sub", "flags"):
            setattr(self, method, getattr(made, method))
        return getattr(made, name)
