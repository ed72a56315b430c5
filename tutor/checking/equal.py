"""Are two formulas equal? Values first: balls that do not meet prove a difference; then algebra proves what it can."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, cycle, islice

from flint import arb

from tutor.checking.balls.fraction import Ball
from tutor.checking.beyond import beyond
from tutor.checking.opinion import DIFFERENT, EQUAL, REAL, UNDECIDED, Domain, Opinion, all_equal
from tutor.checking.rational import as_rational, same_form
from tutor.checking.samples import counted, enough, letters, near, piecewise, points, reach
from tutor.checking.values import NoValue, TooMuch, Weighed, fraction, precision, weighed
from tutor.reading.syntax import Basis, Const, IntegralNode, Joined, Neg, Node, PlusMinus, Relation, Rows, Tup, walk

BITS = 128
CONSTANT_AREA_BITS = (128, 600)
CONSTANT_BITS = (128, 600, 3000)  # for numbers without letters, one after the other until they differ or the last agrees
# The smallest number that the reader lets through is 10^-10000; it is seen in a sum with 1 at so many bits.
FINEST_BITS = 40_000
# Bits for sample points where 128 do not tell enough, and how many such points are looked at again.
SHARPER = ((600, 12), (2000, 12), (FINEST_BITS, 1))
LEAST = 4  # fewer say too little
TRIED = 120  # points looked at for those
MORE = 300  # further ones where none of them will do
NEAR = 60  # points close to those that will
PATIENCE = 3  # points that cost too much
MET = Opinion("equal", "interval")
APART = Opinion("different", "interval")
# Two balls that meet say little where they are wide: at least so many bits of each value are known,
SHARP = 40
# fewer of an integral with an end where its integrand is not smooth, and more of a number.
SHARP_AREA = 20
SHARP_CONSTANT_AREA = 100
# A ball round nought is no wider than 2^-(so many of all bits).
TINY = 0.6
_NO_NUMBER = (Relation, Joined, Basis, PlusMinus, Tup, Rows)

__all__ = ["APART", "BITS", "LEAST", "MET", "SHARP", "TRIED", "counted", "equal", "is_sharp", "meetings"]


def equal(a: Node, b: Node, domain: Domain = REAL) -> Opinion:
    """Whether two trees have the same value wherever both have one. Vectors and matrices are compared entry by entry."""
    match a, b:
        case (Tup(items, mine), Tup(others, right)) if "{" not in (mine, right):
            return all_equal(equal(x, y, domain) for x, y in zip(items, others, strict=True)) if len(items) == len(others) else DIFFERENT
        case Rows(rows), Rows(others):
            if len(rows) != len(others) or len(rows[0]) != len(others[0]):
                return DIFFERENT
            return all_equal(equal(x, y, domain) for r, s in zip(rows, others, strict=True) for x, y in zip(r, s, strict=True))
    if isinstance(a, _NO_NUMBER) or isinstance(b, _NO_NUMBER):
        return EQUAL if a == b and not isinstance(a, PlusMinus) else UNDECIDED
    if a == b:
        return EQUAL
    p, q = fraction(a), fraction(b)
    if p is not None and q is not None:
        return EQUAL if p == q else DIFFERENT
    if Const("oo") in (*walk(a), *walk(b)):
        return _infinities(a, b, domain)
    if not letters(a, b):
        return _numbers(a, b, domain)
    ratios = as_rational(a, b)
    if ratios is not None:
        one, two = ratios
        if one.over * two.under == two.over * one.under:
            return EQUAL
    found = _sampled(a, b, domain)
    if found.outcome == "different" or found == EQUAL:
        return found
    if ratios is not None:
        return DIFFERENT
    return UNDECIDED if found.outcome == "equal" and (beyond(a, b) or _hidden(a, b, domain)) else found


def _hidden(a: Node, b: Node, domain: Domain) -> bool:
    """Whether there may be a piece on which they differ and no sample point lies."""
    if not piecewise(a, b):
        return False
    from tutor.checking.pieces import hidden  # few formulas are made of pieces

    return hidden(a, b, domain, lambda x, y: _sampled(x, y, domain))


def _numbers(a: Node, b: Node, domain: Domain) -> Opinion:
    """Two numbers: with more and more bits, until they are apart or have agreed for long enough."""
    area = IntegralNode in map(type, (*walk(a), *walk(b)))
    stages = CONSTANT_AREA_BITS if area else CONSTANT_BITS
    for bits in (*stages, FINEST_BITS):
        with precision(bits):
            try:
                x, y = weighed(a, {}, domain), weighed(b, {}, domain)
            except TooMuch:
                return UNDECIDED
            except NoValue:
                continue
            if not x.ball.overlaps(y.ball):
                return APART
            if bits == BITS and same_form(a, b):
                return EQUAL
            if bits >= stages[-1] and not (x.lost or y.lost):
                return MET if is_sharp(x.ball, y.ball, SHARP_CONSTANT_AREA if area else bits // 2, bits) else UNDECIDED
    return UNDECIDED


def _infinities(a: Node, b: Node, domain: Domain) -> Opinion:
    """Infinity is itself and no number; a calculation with it, such as 2*oo, is neither."""
    infinite = (Const("oo"), Neg(Const("oo")))
    if not (a in infinite or b in infinite):
        return UNDECIDED
    other = b if a in infinite else a
    if other in infinite or Const("oo") in walk(other):
        return EQUAL if a == b else DIFFERENT
    for where in islice(points(letters(other), domain, counted(other)), LEAST):
        try:
            weighed(other, where, domain)
        except NoValue:
            continue
        return DIFFERENT  # it has a finite value
    return UNDECIDED


def _sampled(a: Node, b: Node, domain: Domain) -> Opinion:
    """Two formulas with letters, at sample points: where they agree at a few, algebra may spare the others."""
    most = enough(a, b)
    known = SHARP_AREA if IntegralNode in map(type, (*walk(a), *walk(b))) else SHARP
    count = 0
    weak: list[dict[str, Ball]] = []
    with precision(BITS):
        for where, x, y in meetings(a, b, domain):
            if not x.ball.overlaps(y.ball):
                return APART
            if x.lost or y.lost or not is_sharp(x.ball, y.ball, known, BITS):
                weak.append(where)
                continue
            count += 1
            if count == LEAST and same_form(a, b):
                return EQUAL
            if count == most:
                return MET
    for bits, most in SHARPER:
        with precision(bits):
            for where in weak[:most]:
                try:
                    x, y = weighed(a, where, domain), weighed(b, where, domain)
                except NoValue:
                    continue
                if not x.ball.overlaps(y.ball):
                    return APART
                count += not (x.lost or y.lost) and is_sharp(x.ball, y.ball, known, bits)
        if count >= LEAST:
            return EQUAL if same_form(a, b) else MET
    return UNDECIDED


def meetings(a: Node, b: Node, domain: Domain) -> Iterator[tuple[dict[str, Ball], Weighed, Weighed]]:
    """Sample points where both have a value, with the values: here and there, then near those that were found."""
    if isinstance(a, _NO_NUMBER) or isinstance(b, _NO_NUMBER):
        return
    names, whole, far = letters(a, b), counted(a, b), reach(a, b)
    found: list[dict[str, Ball]] = []
    costly = 0

    def at(stream: Iterator[dict[str, Ball]]) -> Iterator[tuple[dict[str, Ball], Weighed, Weighed]]:
        nonlocal costly
        for where in stream:
            try:
                pair = weighed(a, where, domain), weighed(b, where, domain)
            except TooMuch:
                costly += 1
                if costly == PATIENCE:
                    return
                continue
            except NoValue:
                continue
            found.append(where)
            yield where, *pair

    yield from at(islice(points(names, domain, whole, 0, far), TRIED))
    if not found and costly < PATIENCE:
        for first in at(islice(points(names, domain, whole, 1, far), MORE)):
            yield first
            break
    if found and costly < PATIENCE:
        around = cycle([near(where, domain, whole, k) for k, where in enumerate(found[:LEAST])])
        yield from at(islice(chain.from_iterable(islice(stream, 1) for stream in around), NEAR))


def is_sharp(x: Ball, y: Ball, known: int, bits: int) -> bool:
    """Whether balls that meet are narrow enough for that to mean something: relative to their size, or both nought."""
    tiny = arb(2) ** -int(TINY * bits)
    return all(v.is_exact() or v.rel_accuracy_bits() >= known or abs(v).upper() < tiny for v in (x, y))
