"""Unknowns that count modulo a period but are bounded by conditions: which of the angles lie in the bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from flint import arb, ctx
from sympy import Basic, Expr, Ge, Gt, Le, Lt, Symbol, cos, sin
from sympy.core.relational import Relational

from tutor.maths.solving.certify.atoms import Untranslatable
from tutor.maths.solving.certify.balls import BITS, value
from tutor.maths.solving.certify.found import Period

MOST_LIFTS = 200


@dataclass(frozen=True, slots=True)
class BoundsOfUnknown:
    """An interval for an unknown, by its ends, whether they belong to it, and the conditions that say so."""

    low: Expr
    high: Expr
    closed: tuple[bool, bool]
    relations: tuple[Basic, ...]


def bounds(conditions: Sequence[Basic], periodic: Sequence[Symbol]) -> dict[Symbol, BoundsOfUnknown]:
    """The bounds of the periodic unknowns, by the conditions on one alone.

    `Untranslatable` where such a condition is not a bound, or an unknown of a condition is bounded on one side only.
    """
    out = {}
    for x in periodic:
        felt = [c for c in conditions if x in c.free_symbols and not c.atoms(cos, sin)]
        mine = [c for c in felt if c.free_symbols == {x}]
        if not felt:
            continue
        if not mine:  # A + B < pi alone
            raise Untranslatable(x)
        low: list[tuple[Expr, bool]] = []
        high: list[tuple[Expr, bool]] = []
        for c in mine:
            assert isinstance(c, Relational)
            slope = (c.lhs - c.rhs).diff(x)
            if slope not in (1, -1) or not isinstance(c, Ge | Gt | Le | Lt):
                raise Untranslatable(c)
            end = x - (c.lhs - c.rhs) / slope
            end = end.expand()
            (low if isinstance(c, Ge | Gt) == (slope == 1) else high).append((end, isinstance(c, Ge | Le)))
        if len(low) != 1 or len(high) != 1:
            raise Untranslatable(x)
        out[x] = BoundsOfUnknown(low[0][0], high[0][0], (low[0][1], high[0][1]), tuple(mine))
    return out


def lifts(
    found: Mapping[Symbol, BoundsOfUnknown], period: Period, balls: Mapping[Expr, arb], ends: frozenset[tuple[Symbol, Expr]]
) -> Iterator[tuple[arb, ...]]:
    """Every choice of values in the bounds that have these cosines and sines; `ends` are the ends that exactly have them."""
    choices = []
    before, ctx.prec = ctx.prec, BITS
    try:
        for x, b in found.items():
            q = period.of[x]
            low, high = value(b.low, {}), value(b.high, {})
            angle = _angle(balls[cos(x / q)], balls[sin(x / q)]) * q
            step = 2 * arb.pi() * q
            first = int(((low - angle) / step).lower().floor().unique_fmpz())
            last = int(((high - angle) / step).upper().ceil().unique_fmpz())
            if last - first > MOST_LIFTS:
                raise Untranslatable(x)
            mine = []
            for k in range(first, last + 1):
                at = angle + k * step
                if at < low or at > high:
                    continue
                touched = [
                    (end, closed) for ball, end, closed in ((low, b.low, b.closed[0]), (high, b.high, b.closed[1])) if at.overlaps(ball)
                ]
                if any((x, end) not in ends for end, _ in touched):
                    raise Untranslatable(x)  # cannot be told from an end
                if all(closed for _, closed in touched):
                    mine.append(at)
            choices.append(mine)
    finally:
        ctx.prec = before
    yield from product(*choices)


def _angle(c: arb, s: arb) -> arb:
    """The angle in (-pi, pi], or a little beyond where it is near to pi."""
    return arb.atan2(s, c) if not (c < 0 and s.contains(0)) else arb.pi() + arb.atan2(-s, -c)
