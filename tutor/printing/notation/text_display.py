"""Displayed formulas for a terminal: in two dimensions, with the relations aligned."""

from __future__ import annotations

from tutor.page.layout import Layout
from tutor.printing.notation.box import Box, beside
from tutor.printing.notation.break_lines import broken
from tutor.printing.notation.compose import compose
from tutor.printing.notation.stacked import box

TERMINAL_WIDTH = 80  # columns of a terminal window that nobody has widened


def text_display(terms: tuple[object, ...], relations: tuple[str, ...] = (), width: float = TERMINAL_WIDTH) -> list[str]:
    """The lines of a displayed chain; wider than `width` only where a single piece cannot be broken."""
    rows = broken(tuple(compose(t) for t in terms), relations, width, _columns)
    lefts = [box(left).width for left, _ in rows]
    out: list[str] = []
    for (left, right), mine in zip(rows, lefts, strict=True):
        shown = beside((Box((" " * (max(lefts) - mine),)), box(left), box(right)))
        lines = [line.rstrip() for line in shown.lines]
        if out and shown.height > 1:
            out.append("")
        # What stands below lim leaves as much room above it.
        out.extend(lines[next(k for k, line in enumerate(lines) if line) :] if any(lines) else lines)
    return out


def _columns(layout: Layout) -> float:
    return box(layout).width
