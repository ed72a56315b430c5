"""Sampling sees what happens at the sizes it looks at: where pieces or periods lie far beyond those, it proves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from math import log

from tutor.checking.balls.real import NoValue, RealValues
from tutor.checking.samples import in_pieces, letters
from tutor.reading.syntax import Call, Const, Node, parts, walk

_PERIODIC = frozenset(["sin", "cos", "tan", "sec", "csc", "cot"])
FREE = 4.0  # powers of ten that the numbers within such a function may have beyond those of the other formula


def beyond(a: Node, b: Node) -> bool:
    """Whether pieces or periods of one formula are of sizes of which there is no sign in the other."""
    return any(_inside(one) > FREE + _weight(other) for one, other in ((a, b), (b, a)))


def _inside(tree: Node) -> float:
    """The largest weight of what stands within a function in pieces or with a period."""
    return max((_weight(n) for n in walk(tree) if _is_built(n) and letters(n)), default=0.0)


def _is_built(node: Node) -> bool:
    return in_pieces(node) or (isinstance(node, Call) and node.function in _PERIODIC)


def _weight(tree: Node) -> float:
    """How many powers of ten all the numbers in a formula are away from 1 together, those far below 1 as well."""
    return sum(_size(n) for n in _numbers(tree))


def _numbers(node: Node) -> Iterator[Node]:
    """The largest parts without letters."""
    if not letters(node):
        yield node
        return
    for part in parts(node):
        yield from _numbers(part)


def _size(node: Node) -> float:
    if isinstance(node, Const):
        return 0.0
    try:
        size = abs(RealValues({})(node))
    except NoValue:
        return 0.0
    return abs(float(size.log())) / log(10) if size > 0 else 0.0
