"""Is a constant of integration free? C, 2C, ln|C| reach every number; 0 C reaches one, sin C and C^2 not all."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from flint import arb

from tutor.checking.balls.fraction import Ball, rational
from tutor.checking.equal import BITS
from tutor.checking.opinion import Domain
from tutor.checking.plain import rational_terms
from tutor.checking.samples import counted, letters, points, reach
from tutor.checking.values import NoValue, precision, value
from tutor.reading.syntax import Call, Node

TRIED = 40  # places at which the constant is moved
SIZES = tuple(Fraction(7, 5) * Fraction(10) ** e for e in (-12, -8, -4, -1, 0, 1, 4, 8, 12))
UNIT = Fraction(7, 5)
FAR = 12  # further than this to both sides says that every number is reached: the logarithm of 10^12 is 27
HELD, HOLD = frozenset({"sin", "cos", "atan", "acot", "tanh"}), 4  # functions with no value further than this from nought


def is_free(tree: Node, letter: str, domain: Domain) -> bool:
    """Whether a formula takes values far to both sides as one letter in it runs through all numbers."""
    if not domain.complex and _moves_little(tree, letter):
        return False
    with precision(BITS):
        for where in islice(points(letters(tree), domain, counted(tree), far=reach(tree)), TRIED):
            found = dict(_moved(tree, letter, where, domain))
            for middle in (found[m] for m in (-UNIT, UNIT) if m in found):
                low = {e for e, x in found.items() if x < middle - FAR}
                high = {e for e, x in found.items() if x > middle + FAR}
                # 1/C is large where C is small, and never 0.
                if low and high and any(abs(e) > UNIT for e in low | high):
                    return True
    return False


def _moves_little(tree: Node, letter: str) -> bool:
    """Whether a letter stands only within terms such as 2 atan(a x), whose values are never far apart."""
    moved = [(factor, core) for factor, core in rational_terms(tree) if letter in letters(core)]
    held = all(isinstance(core, Call) and core.function in HELD for _, core in moved)
    return held and sum(2 * HOLD * abs(factor) for factor, _ in moved) <= 2 * FAR


def _moved(tree: Node, letter: str, where: dict[str, Ball], domain: Domain) -> Iterator[tuple[Fraction, arb]]:
    """The values for a constant of each size."""
    for size in (*(-s for s in reversed(SIZES)), *SIZES):
        try:
            x = value(tree, where | {letter: rational(size)}, domain)
        except NoValue:
            continue
        yield size, (x.real if domain.complex else x)
