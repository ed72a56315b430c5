"""A tree in box drawing characters: what is marked is drawn with heavy lines."""

from __future__ import annotations

from collections.abc import Callable

from tutor.page.document import Formula, Outline

# From above, downwards, to the right: each light, heavy, or (downwards) not at all.
_TURNS = {
    ("light", "light", "light"): "├", ("light", "none", "light"): "└", ("heavy", "none", "heavy"): "┗", ("heavy", "light", "heavy"): "┡",
    ("heavy", "heavy", "heavy"): "┣", ("heavy", "heavy", "light"): "┠",
}  # fmt: skip
_DOWN = {"light": "│", "heavy": "┃", "none": " "}
_ACROSS = {"light": "─", "heavy": "━"}


def outline(found: Outline, written: Callable[[Formula], str]) -> list[str]:
    """The lines of a tree whose formulas are `written` on one line each."""
    lines = [written(found.label)]
    for k, child in enumerate(found.below):
        later = found.below[k + 1 :]
        across = "heavy" if child.marked else "light"
        below = "heavy" if any(c.marked for c in later) else "light" if later else "none"
        above = "heavy" if "heavy" in (across, below) else "light"
        branch = "" if child.branch is None else written(child.branch)
        start = f"{_TURNS[above, below, across]}{_ACROSS[across]} {branch} {_ACROSS[across] * 2} "
        first, *rest = outline(child, written)
        lines.append(start + first)
        lines.extend(_DOWN[below] + " " * (len(start) - 1) + line for line in rest)
    return [line.rstrip() for line in lines]
