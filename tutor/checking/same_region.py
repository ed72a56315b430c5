"""Whether two set-ups describe one region, in any order and coordinates: points on both sides of every limit lie in both or none."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from flint import arb

from tutor.checking.balls.real import NoValue, Undefined
from tutor.checking.coordinates import Coordinates
from tutor.checking.opinion import DIFFERENT, UNDECIDED, Domain, Opinion
from tutor.checking.samples import letters
from tutor.checking.values import precision, value
from tutor.reading.answers import Limits
from tutor.reading.syntax import Const, Neg, Node

BITS = 128
ALONG = 5  # places along each limit
BESIDE = (arb(2) ** -40, arb(1) / 16)  # how far from a limit, as a share of the range
FAR = arb(30)  # an infinite range is looked at up to here
LEAST = 24  # points that must agree

Where = dict[str, arb]
Parts = Sequence[Limits]


def same_region(mine: Parts, of_mine: Coordinates, right: Parts, of_right: Coordinates, domain: Domain) -> Opinion:
    """Different is proved by a point; equal is as good as the points are many."""
    with precision(BITS):
        told = 0
        for at in beside(((mine, of_mine), (right, of_right)), domain):
            counts = [held(parts, there, at, domain) for parts, there in ((mine, of_mine), (right, of_right))]
            if None in counts:
                continue
            if counts[0] != counts[1]:
                return DIFFERENT
            told += 1
    return Opinion("equal", "sampled") if told >= LEAST else UNDECIDED


def same_density(mine: Parts, of_mine: Coordinates, right: Parts, of_right: Coordinates, domain: Domain) -> Opinion:
    """Whether the integrands, each divided by the factor of its coordinates, agree inside of the region."""
    agreed = 0
    with precision(BITS):
        for at in beside(((right, of_right),), domain):
            values = [_density(parts, there, at, domain) for parts, there in ((mine, of_mine), (right, of_right))]
            if values[0] is None or values[1] is None:
                continue
            if not values[0].overlaps(values[1]):
                return DIFFERENT
            agreed += 1
    return Opinion("equal", "sampled") if agreed >= LEAST // 4 else UNDECIDED


def _density(parts: Parts, there: Coordinates, at: Where, domain: Domain) -> arb | None:
    for name in there.backward(at):
        for part in parts:
            if part.integrand is not None and _within(part, name, domain):
                found = _value(part.integrand, name, domain)
                return None if found is None else found / there.factor(name)
    return None


def beside(described: Sequence[tuple[Parts, Coordinates]], domain: Domain) -> Iterator[Where]:
    """Points on both sides of every limit, close to it and further off, by their old coordinates too."""
    draw = random.Random(7)
    variables = {v for parts, there in described for p in parts for v in (*(v for v, _, _ in p.ranges), *there.old)}
    trees = [n for parts, _ in described for p in parts for _, a, b in p.ranges for n in (a, b)]
    trees += [p.integrand for parts, _ in described for p in parts if p.integrand is not None]
    constants = sorted(set(letters(*trees)) - variables)
    known: Where = {name: arb(2 * draw.randint(20, 90) + 1) / 64 for name in constants}
    for parts, there in described:
        for part in parts:
            outer = tuple(reversed(part.ranges))
            for k in range(len(outer)):
                for end in (0, 1):
                    for share in BESIDE:
                        for way in (1, -1):
                            for _ in range(ALONG):
                                at = _near(outer, k, end, share * way, known, domain, draw)
                                if at is not None and there.proper(at):
                                    yield there.forward(at)


def _near(
    outer: Sequence[tuple[str, Node, Node]], k: int, end: int, share: arb, known: Where, domain: Domain, draw: random.Random
) -> Where | None:
    at = dict(known)
    for j, (v, low, high) in enumerate(outer):
        a, b = limit_at(low, at, domain), limit_at(high, at, domain)
        if a is None or b is None:
            return None
        t = share if j == k and end == 0 else 1 - share if j == k else arb(2 * draw.randint(30, 480) + 1) / 1024
        at[v] = (a + (b - a) * t).mid()
    return at


def limit_at(node: Node, at: Where, domain: Domain) -> arb | None:
    """The value of a limit, a far one for an infinite one; None where it has none."""
    match node:
        case Const("oo"):
            return FAR
        case Neg(Const("oo")):
            return -FAR
    return _value(node, at, domain)


def _value(node: Node, at: Where, domain: Domain) -> arb | None:
    try:
        found: arb = value(node, at, domain)
    except (NoValue, Undefined):
        return None
    return found


def held(parts: Parts, there: Coordinates, at: Where, domain: Domain) -> int | None:
    """How often the parts hold a point, told by its old coordinates; None where that is not known."""
    count = 0
    for name in there.backward(at):
        for part in parts:
            found = _within(part, name, domain)
            if found is None:
                return None
            count += found
    return count


def _within(part: Limits, at: Where, domain: Domain) -> int | None:
    """1 for a point within all ranges, 0 for one outside; -1 where an integral runs over it backwards, which inequalities never do."""
    sign = 1
    for v, *bounds in reversed(part.ranges):
        above = [_above(at[v], bound, at, domain) for bound in bounds]
        if None in above:
            return None
        if above[0] == above[1]:
            return 0
        sign *= 1 if above[0] else -1
        if sign < 0 and part.integrand is None:
            return 0
    return sign


def _above(at: arb, bound: Node, where: Where, domain: Domain) -> bool | None:
    match bound:
        case Const("oo"):
            return False
        case Neg(Const("oo")):
            return True
    found = _value(bound, where, domain)
    if found is None or (at - found).contains(0):
        return None
    return bool(at > found)
