"""Lowest terms: no fraction of whole numbers can be reduced."""

from __future__ import annotations

from math import gcd

from tutor.checking.forms import Form
from tutor.checking.values import fraction
from tutor.reading.syntax import Neg, Node, Num, Prod, Quot, walk


def fault(tree: Node) -> str | None:
    """A fraction with a common factor, a 1 below the line, or minus signs that cancel."""
    for node in walk(tree):
        if not isinstance(node, Quot):
            continue
        over, under = _whole(node.over), _whole(node.under)
        if over is None or under is None:
            continue
        if gcd(over, under) > 1 or abs(under) == 1:
            return "A fraction here can be reduced."
        if under < 0:
            return "A minus sign stands below the line."
    return None


def _whole(node: Node) -> int | None:
    """The whole number in front: of 6x it is 6, so that 6x/4 counts as reducible."""
    match node:
        case Prod(factors):
            numbers = [f for f in factors if isinstance(f, Num)]
            return _whole(numbers[0]) if len(numbers) == 1 else None
        case Neg(of):
            inside = _whole(of)
            return None if inside is None else -inside
    value = fraction(node)
    return value.numerator if value is not None and value.denominator == 1 else None


FORM = Form("lowest_terms", fault)
