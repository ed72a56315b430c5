"""The signs ± and ∓ written out: both trees of a formula that has them."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from tutor.reading.syntax import Neg, Node, PlusMinus, walk


def expanded_signs(node: Node) -> tuple[Node, ...]:
    """The trees of the upper and of the lower signs; the tree alone where there are none.

    Within one tree all signs go together: where ± is plus, ∓ is minus.
    """
    if not has_signs(node):
        return (node,)
    return _chosen(node, True), _chosen(node, False)


def has_signs(node: Node) -> bool:
    """Whether there is a ± or ∓ in the tree."""
    return any(isinstance(n, PlusMinus) for n in walk(node))


def _chosen(node: Node, upper: bool) -> Node:
    if isinstance(node, PlusMinus):
        inside = _chosen(node.of, upper)
        return inside if upper != node.flipped else Neg(inside, node.start, node.end)
    changed: dict[str, Any] = {}
    for f in fields(node):
        value = getattr(node, f.name)
        if isinstance(value, Node):
            changed[f.name] = _chosen(value, upper)
        elif isinstance(value, tuple) and value and isinstance(value[0], Node):
            changed[f.name] = tuple(_chosen(v, upper) for v in value)
        elif isinstance(value, tuple) and value and isinstance(value[0], tuple):  # the rows of a matrix
            changed[f.name] = tuple(tuple(_chosen(v, upper) for v in row) for row in value)
    return replace(node, **changed) if changed else node
