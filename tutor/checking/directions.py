"""Vectors as directions: multiples of one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, islice

from tutor.checking.equal import BITS, equal
from tutor.checking.opinion import DIFFERENT, REAL, UNDECIDED, Domain, Opinion, all_equal
from tutor.checking.samples import letters, points
from tutor.checking.values import NoValue, precision, value
from tutor.reading.syntax import Node, Num, Prod, Sum

POINTS = 24  # at which a sign is looked at


def proportional(a: Sequence[Node], b: Sequence[Node], domain: Domain = REAL, *, positive: bool = False) -> Opinion:
    """Whether one vector is a nonzero (or positive) multiple of the other; the zero vector only of itself."""
    if len(a) != len(b):
        return DIFFERENT
    mine, right = (all_equal(equal(c, Num("0"), domain) for c in v) for v in (a, b))
    if "equal" in (mine.outcome, right.outcome):
        return mine if mine.outcome == right.outcome else DIFFERENT if "different" in (mine.outcome, right.outcome) else UNDECIDED
    if "undecided" in (mine.outcome, right.outcome):
        return UNDECIDED
    minors = all_equal(equal(Prod((a[i], b[j])), Prod((a[j], b[i])), domain) for i, j in combinations(range(len(a)), 2))
    if minors.outcome != "equal" or not positive:
        return minors
    products = tuple(Prod((x, y)) for x, y in zip(a, b, strict=True))
    sign = _sign(products[0] if len(products) == 1 else Sum(products), domain)
    return minors if sign == 1 else DIFFERENT if sign == -1 else UNDECIDED


def _sign(node: Node, domain: Domain) -> int:
    """1 or -1 where the tree has this sign at every sample point, else 0."""
    names = letters(node)
    found: set[int] = set()
    with precision(BITS):
        for where in islice(points(names, domain), POINTS if names else 1):
            try:
                x = value(node, where, domain)
            except NoValue:
                continue
            found.add(0 if domain.complex else 1 if x > 0 else -1 if x < 0 else 0)
    return found.pop() if len(found) == 1 else 0
