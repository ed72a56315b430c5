"""What the limits of an integral allow."""

from __future__ import annotations

from sympy import S

from tutor.trees.heads import Int


def finite_ends(node: Int) -> bool:
    """Whether no limit is infinite (also where there is none)."""
    return not any(a in (S.Infinity, S.NegativeInfinity) for a in node.limits)
