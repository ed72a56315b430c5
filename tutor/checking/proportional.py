"""Equations and inequalities whose sides differ by a nonzero, or positive, number as a factor."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from tutor.checking.balls.fraction import Ball
from tutor.checking.opinion import Domain, Opinion
from tutor.checking.plain import jumps
from tutor.checking.samples import reach
from tutor.checking.values import NoValue, Weighed, counted, letters, points, precision, weighed
from tutor.reading.syntax import Neg, Node, Relation, Sign, Sum

BITS = 128
ENOUGH = 10  # sample points at which both have a value
TRIED = 60
SHARP = 40  # bits of a value that have to be known
FLIPPED: dict[Sign, Sign] = {">": "<", ">=": "<="}


def same_up_to_factor(a: Node, b: Node, domain: Domain) -> Opinion | None:
    """Equal where the quotient of the two differences of sides is the same number at every sample point; else None."""
    mine, right = _difference(a), _difference(b)
    if jumps(a, b):
        return None
    if mine is None or right is None or mine[1] != right[1]:
        return None
    names = letters(a, b)
    if not names or letters(a) != letters(b):
        return None
    whole = counted(a) | counted(b)
    first: tuple[Any, Any] | None = None
    count = 0
    with precision(BITS):
        for where in islice(points(names, domain, whole, far=reach(a, b)), TRIED):
            first_seen, second_seen = _value(mine[0], where, domain), _value(right[0], where, domain)
            if (first_seen is None) is not (second_seen is None):
                return None  # one has a value where the other has none
            if first_seen is None or second_seen is None:
                continue
            (x, hidden), (y, also) = first_seen, second_seen
            if hidden or also:
                return None
            if x.contains(0) or y.contains(0):
                return None
            if first is None:
                first = x, y
            if not (x * first[1]).overlaps(y * first[0]):
                return None
            count += x.rel_accuracy_bits() >= SHARP and y.rel_accuracy_bits() >= SHARP
            if count == ENOUGH:
                break
    if count < ENOUGH or first is None:
        return None
    if mine[1] in ("<", "<=") and not first[0] * first[1] > 0:
        return None
    return Opinion("equal", "interval")


def _difference(node: Node) -> tuple[Node, Sign] | None:
    """The left side less the right one, of the smaller and the larger."""
    match node:
        case Relation((left, right), (sign,)) if sign != "in":
            if sign in FLIPPED:
                left, right, sign = right, left, FLIPPED[sign]
            return Sum((left, Neg(right))), sign
    return None


def _value(tree: Node, where: Mapping[str, Ball], domain: Domain) -> Weighed | None:
    try:
        return weighed(tree, where, domain)
    except NoValue:
        return None
