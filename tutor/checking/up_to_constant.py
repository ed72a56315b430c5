"""Antiderivatives: do two formulas differ by something that does not depend on the variable?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flint import arb, fmpq

from tutor.checking.balls.fraction import Ball
from tutor.checking.beyond import beyond
from tutor.checking.equal import APART, BITS, LEAST, MET, SHARP, meetings
from tutor.checking.opinion import REAL, UNDECIDED, Domain, Opinion
from tutor.checking.samples import enough, piecewise
from tutor.checking.values import NoValue, precision, value, weighed
from tutor.reading.syntax import Neg, Node, Sum, Sym, walk

# The second point lies so near the first that they are seldom on two sides of a pole, and so far that a slope shows.
STEPS = (64, 128, 256, 512, 1024)


def equal_up_to_constant(a: Node, b: Node, variable: str, domain: Domain = REAL) -> Opinion:
    """Whether a - b does not depend on the variable: it agrees at pairs of points on the same stretch of the domain.

    Other letters keep their values within a pair. Different constants on the two sides of a pole are allowed.
    """
    found = _compared(a, b, variable, domain)
    if found == UNDECIDED and not domain.complex:
        # ln(1 - x) and ln(x - 1) have no point in common, but as complex functions they have the same slope.
        found = _compared(a, b, variable, replace(domain, complex=True))
    return UNDECIDED if found == MET and piecewise(a, b) and _hidden(a, b, variable, domain) else found


def _compared(a: Node, b: Node, variable: str, domain: Domain) -> Opinion:
    if not any(n == Sym(variable) for tree in (a, b) for n in walk(tree)):
        return MET
    difference = Sum((a, Neg(b)))
    count, most = 0, enough(a, b)
    with precision(BITS):
        for k, (where, x, y) in enumerate(meetings(a, b, domain)):
            x_1: Any = where[variable]
            if x_1 == 0:
                continue
            x_2 = x_1 + x_1 * arb(fmpq(1, STEPS[k % len(STEPS)]))
            other = {**where, variable: x_2}
            try:
                first, second = x.ball - y.ball, weighed(difference, other, domain)
            except NoValue:
                continue
            if not first.overlaps(second.ball):
                if _breaks(difference, other | {variable: x_1.union(x_2)}, domain):
                    continue
                return APART
            scale = abs(x.ball) + abs(y.ball) + arb(2) ** -SHARP
            sharp = abs(first - second.ball).upper() < scale.lower() * arb(2) ** -SHARP
            count += sharp and not (x.lost or y.lost or second.lost)
            if count == most:
                break
    return MET if count >= LEAST and not beyond(a, b) else UNDECIDED


def _hidden(a: Node, b: Node, variable: str, domain: Domain) -> bool:
    """Whether there may be a piece on which the slopes differ and no sample point lies."""
    from tutor.checking.pieces import hidden  # few formulas are made of pieces

    return hidden(a, b, domain, lambda x, y: _compared(x, y, variable, replace(domain, complex=True)))


def _breaks(difference: Node, wide: dict[str, Ball], domain: Domain) -> bool:
    """Whether something is perhaps not defined on the whole stretch between two points, so that the constant may change."""
    try:
        value(difference, wide, domain)
    except NoValue:
        return True
    return False
