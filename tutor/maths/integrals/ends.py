"""What the limits of an integral allow."""

from __future__ import annotations

from sympy import S

from tutor.trees.heads import Int
from tutor.trees.tree import evaluated


def finite_ends(node: Int) -> bool:
    """Whether no limit is infinite or without a value, as tan(pi/2) (also where there is none)."""
    return not any(evaluated(a).has(S.Infinity, S.NegativeInfinity, S.ComplexInfinity, S.NaN) for a in node.limits)
