"""Intervals and inequalities with an end at infinity: no number lies there, so that it cannot belong to them."""

from __future__ import annotations

from tutor.reading.syntax import Const, Neg, Node, Relation, Tup, walk


def closed_at_infinity(tree: Node) -> bool:
    """Whether infinity is counted among the numbers: (2, oo], x <= oo."""
    return any(_closed(node) for node in walk(tree))


def _closed(node: Node) -> bool:
    match node:
        case Tup((low, high), "(" | "[" as open, ")" | "]" as close):
            return (open == "[" and infinite(low) != 0) or (close == "]" and infinite(high) != 0)
        case Relation(items, signs):
            pairs = zip(items, signs, items[1:], strict=False)
            return any(sign in ("<=", ">=", "=") and (infinite(a) or infinite(b)) for a, sign, b in pairs)
    return False


def infinite(node: Node) -> int:
    """1 or -1 for plus and minus infinity, else 0."""
    match node:
        case Const("oo"):
            return 1
        case Neg(of):
            return -infinite(of)
    return 0
