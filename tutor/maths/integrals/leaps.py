"""Where an antiderivative has no value, as one by t = tan x: it is one only between such places."""

from __future__ import annotations

from tutor.maths.integrals.improper import poles
from tutor.maths.integrals.pieces import between
from tutor.trees.heads import Bracket
from tutor.trees.tree import evaluated


def leaps(node: Bracket) -> bool:
    """Whether an antiderivative has no value at a limit, or at a place between the limits."""
    a, b = map(evaluated, node.limits)
    found = poles(evaluated(node.expr), node.variable, a, b) or ()
    return any(p in (a, b) or between(p, a, b, {}) or between(p, b, a, {}) for p in found)
