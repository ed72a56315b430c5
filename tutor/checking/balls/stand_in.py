"""Definite smooth functions for unspecified ones: sums of exponentials, whose derivatives are easy and all different."""

from __future__ import annotations

import random
from fractions import Fraction

from tutor.checking.balls.fraction import Number, rational
from tutor.reading.syntax import Apply, Sym

TERMS = 3
SLOTS = ("x", "y", "z", "u", "v", "w")


class NoSlot(Exception):
    """A derivative in an argument that the function does not have."""


def stand_in(node: Apply, args: list[Number], zero: Number) -> Number:
    """f(x, y), f''(t) or f_xy(2, 3) at these balls. The same function wherever a name has so many arguments."""
    draw = random.Random(f"{node.function}:{len(args)}")
    own = tuple(a.name if isinstance(a, Sym) else "" for a in node.args)
    names = next((n for n in (node.letters, own, SLOTS[: len(args)]) if set(node.slots) <= set(n)), None)
    if names is None:
        raise NoSlot
    total = zero
    for _ in range(TERMS):
        slopes = [Fraction(draw.choice((-1, 1)) * draw.randint(3, 13), 16) for _ in args]
        inside = zero + rational(Fraction(draw.randint(-8, 8), 16))
        for slope, a in zip(slopes, args, strict=True):
            inside = inside + a * rational(slope)
        factor = Fraction(draw.choice((-1, 1)) * draw.randint(5, 20), 8)
        for slope in [slopes[0]] * node.primes + [slopes[names.index(s)] for s in node.slots]:
            factor *= slope
        total = total + inside.exp() * rational(factor)
    return total
