"""Statements about one letter: the line is cut where a statement can change, and truth is compared piece by piece."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from flint import arb

from tutor.check.opinion import DIFFERENT, UNDECIDED, Domain, Opinion
from tutor.check.roots import BITS, between, candidates, merged
from tutor.check.statements import atoms, difference, holds, infinity
from tutor.check.values import letters, precision
from tutor.reading.syntax import Node

NOUGHT = arb(0, 2.0**-100)  # a difference this small at a root counts as none
MOST = 200  # pieces of the line


def same_on_the_line(a: Node, b: Node, name: str, domain: Domain) -> Opinion:
    """Whether two statements about the letter are true of the same real numbers."""
    with precision(BITS):
        balls: list[Any] = []
        complete = True
        for tree in (a, b):
            for left, _, right in atoms(tree):
                if infinity(left) or infinity(right):
                    continue
                gap = difference(left, right)
                if name in letters(gap):
                    found = candidates(gap, name)
                    balls += found.balls
                    complete &= found.complete
        cuts = [c for c in merged(balls) if _allowed(c, domain, name)]
        if len(cuts) > MOST:
            return UNDECIDED
        places: list[tuple[Any, Any]] = [(c, NOUGHT) for c in cuts]
        edges = [None, *cuts, None]
        places += [(between(low, high), None) for low, high in pairwise(edges)]
        decided = True
        for x, nought in places:
            if not _allowed(x, domain, name):
                continue
            one, two = (holds(t, {name: x}, domain, nought) for t in (a, b))
            if one is None or two is None:
                decided = False
            elif one != two:
                return Opinion("different", "interval")
        if not decided:
            return UNDECIDED
        return Opinion("equal", "interval" if complete else "sampled")


def empty_on_the_line(tree: Node, name: str, domain: Domain) -> bool:
    """Whether a statement is certainly true of no number."""
    from tutor.reading.syntax import Num, Relation

    never = Relation((Num("0"), Num("1")), ("=",))
    return same_on_the_line(tree, never, name, domain).outcome == "equal"


def _allowed(x: Any, domain: Domain, name: str) -> bool:
    match domain.of(name):
        case "positive":
            return bool(x > 0)
        case "nonnegative":
            return bool(x >= 0)
    return True


__all__ = ["DIFFERENT", "empty_on_the_line", "same_on_the_line"]
