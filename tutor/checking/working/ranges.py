"""The ranges of coordinates that a line states: 0 ≤ x ≤ 1, x² ≤ y ≤ x."""

from __future__ import annotations

from tutor.reading.syntax import Node, Sym
from tutor.reading.working.line import Chain, WorkingLine

Ranges = dict[str, tuple[Node, Node]]
_UP, _DOWN = frozenset(["<", "<="]), frozenset([">", ">="])


def ranges(line: WorkingLine) -> Ranges | None:
    """The ends of each coordinate by its name; None for a line that states something else besides."""
    if len(line.alternatives) != 1 or not line.chains:
        return None
    found = [_range(chain) for chain in line.chains]
    return {name: ends for one in found if one is not None for name, ends in (one,)} if all(found) else None


def _range(chain: Chain) -> tuple[str, tuple[Node, Node]] | None:
    trees = [m.tree for m in chain.members]
    if len(trees) != 3 or not isinstance(trees[1], Sym) or trees[0] is None or trees[2] is None:
        return None
    signs = set(chain.signs)
    if not (signs <= _UP or signs <= _DOWN):
        return None
    low, high = (trees[0], trees[2]) if signs <= _UP else (trees[2], trees[0])
    return trees[1].name, (low, high)
