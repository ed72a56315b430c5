"""Expanded: no product or power of a sum is left, and like terms are collected."""

from __future__ import annotations

from tutor.checking.forms import Form
from tutor.checking.forms.terms import outside, unlike
from tutor.checking.values import fraction
from tutor.reading.syntax import Neg, Node, Pow, Prod, Quot, Sum


def fault(tree: Node) -> str | None:
    """A bracket that can be multiplied out, or two terms that belong together."""
    for node in outside(tree):
        match node:
            case Prod(factors) if any(_is_sum(f) for f in factors):
                return "A bracket here can still be multiplied out."
            case Pow(base, exponent) if _is_sum(base) and (e := fraction(exponent)) is not None and e > 1 and e.denominator == 1:
                return "A power of a bracket here can still be multiplied out."
            case Quot(over, under) if _is_sum(over) and fraction(under) is None:
                return "A fraction here can still be split into its terms."
            case Neg(of) if _is_sum(of):
                return "A bracket after a minus sign can still be dissolved."
            case Sum() if not unlike(node):
                return "Like terms here can still be collected."
    return None


def _is_sum(node: Node) -> bool:
    return isinstance(node, Sum) or (isinstance(node, Neg) and _is_sum(node.of))


FORM = Form("expanded", fault)
