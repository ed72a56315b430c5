"""The numbers of an evaluation: jets (a value with nilpotent parts) over real balls or over rational functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flint import arb, fmpq_mpoly

PRECISION = 128  # bits; a claim of a page has at most a few hundred operations, which cost a bit or two each
MOST_TERMS = 400  # above this an exact numerator is given up for balls


class NoValue(ArithmeticError):
    """The tree has no value here (outside the domain), or none that this arithmetic can give."""


class NotRational(NoValue):
    """The tree is not a rational function."""


class Jet:
    """a + sum of c_m e_m: coefficients by the set of nilpotents (a bit mask) they stand with."""

    __slots__ = ("parts",)

    def __init__(self, parts: dict[int, Any]) -> None:
        self.parts = parts

    def __add__(self, other: Jet) -> Jet:
        out = dict(self.parts)
        for m, c in other.parts.items():
            out[m] = out[m] + c if m in out else c
        return Jet(out)

    def __mul__(self, other: Jet) -> Jet:
        mine, theirs = self.parts, other.parts
        if len(mine) == 1 == len(theirs) and 0 in mine and 0 in theirs:
            return Jet({0: mine[0] * theirs[0]})
        out: dict[int, Any] = {}
        for m, c in mine.items():
            for k, d in theirs.items():
                if not m & k:
                    out[m | k] = out[m | k] + c * d if m | k in out else c * d
        return Jet(out)

    def series(self, coefficients: list[Any]) -> Jet:
        """The polynomial with these coefficients in the nilpotent part."""
        nil = Jet({m: c for m, c in self.parts.items() if m})
        out, p = Jet({0: coefficients[0]}), None
        for c in coefficients[1:]:
            p = nil if p is None else p * nil
            out = out + Jet({m: c * d for m, d in p.parts.items()})
        return out


class Ratio:
    """A rational function as numerator over denominator, not reduced."""

    __slots__ = ("over", "under")

    def __init__(self, over: fmpq_mpoly, under: fmpq_mpoly) -> None:
        if len(over) > MOST_TERMS or len(under) > MOST_TERMS:
            raise NotRational
        self.over, self.under = over, under

    def __add__(self, other: Ratio) -> Ratio:
        if self.under == other.under:
            return Ratio(self.over + other.over, self.under)
        return Ratio(self.over * other.under + other.over * self.under, self.under * other.under)

    def __mul__(self, other: Ratio) -> Ratio:
        return Ratio(self.over * other.over, self.under * other.under)

    def inverse(self) -> Ratio:
        """1 over this."""
        if self.over.is_zero():
            raise NoValue
        return Ratio(self.under, self.over)


@dataclass(slots=True)
class Scalars:
    """The scalars of an evaluation: how numbers are made and inverted."""

    number: Callable[[int, int], Any]
    inverse: Callable[[Any], Any]
    unknown: Any  # a scalar of which nothing is known: the constant of an antiderivative
    exact: bool


def _arb(p: int, q: int) -> arb:
    return arb(p) if q == 1 else arb(p) / q


def finite(ball: arb) -> arb:
    """The ball, or `NoValue` where it is infinite or not a number."""
    if not ball.is_finite():
        raise NoValue
    return ball


def _inverse_ball(a: arb) -> arb:
    if a.contains(0):
        raise NoValue
    return 1 / a


BALLS = Scalars(_arb, _inverse_ball, arb.nan(), exact=False)
