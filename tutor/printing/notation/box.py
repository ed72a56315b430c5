"""A rectangle of characters with a baseline, and how rectangles are put beside and above each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


def columns(text: str) -> int:
    """How many columns a terminal gives the text: combining marks take none."""
    return len(text) if text.isascii() else sum(not unicodedata.combining(c) for c in text)


@dataclass(frozen=True, slots=True)
class Box:
    """Lines of equal width; `baseline` counts from the top."""

    lines: tuple[str, ...]
    baseline: int = 0

    @property
    def width(self) -> int:
        """In columns."""
        return columns(self.lines[0])

    @property
    def height(self) -> int:
        """In lines."""
        return len(self.lines)


def beside(boxes: Sequence[Box]) -> Box:
    """Side by side on one baseline."""
    above = max((b.baseline for b in boxes), default=0)
    below = max((b.height - b.baseline for b in boxes), default=1)
    padded = [_padded(b, above, below) for b in boxes]
    return Box(tuple("".join(p[k] for p in padded) for k in range(above + below)), above)


def _padded(box: Box, above: int, below: int) -> list[str]:
    blank = " " * box.width
    return [*[blank] * (above - box.baseline), *box.lines, *[blank] * (below - (box.height - box.baseline))]


def stacked(boxes: Sequence[Box], baseline: int) -> Box:
    """Above each other, centred."""
    width = max(b.width for b in boxes)
    return Box(tuple(centred(line, width) for b in boxes for line in b.lines), baseline)


def centred(line: str, width: int) -> str:
    """The line with blanks on both sides."""
    gap = width - columns(line)
    return " " * (gap // 2) + line + " " * (gap - gap // 2)
