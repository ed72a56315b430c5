"""Values at one point: every axis and every letter has a number there, and an expression a ball.

Which branch lies below which, and whether a cell belongs to the region, is decided at such points: between two neighbouring
walls nothing changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flint import arb, ctx
from sympy import Basic, Expr, Symbol

from tutor.maths.values import BALLS, Evaluator, Jet, NoValue

BITS = 160  # of a ball: far more than two walls of a textbook lie apart
TINY = arb(2) ** -60  # two values nearer than this, at a point that is not special, are one branch written twice


class Sample:
    """A point, by its coordinates; numbers are kept as balls."""

    def __init__(self, where: Mapping[Symbol, arb]) -> None:
        self.where = dict(where)

    def at(self, axis: Symbol, number: arb) -> Sample:
        """The point with one more coordinate."""
        return Sample({**self.where, axis: number})

    def value(self, expr: Expr) -> Any:
        """A ball around the value of an expression; None where it has none."""
        before, ctx.prec = ctx.prec, BITS
        try:
            found: arb = Evaluator(BALLS, {s: Jet({0: n}) for s, n in self.where.items()})(expr).parts[0]
            return found
        except NoValue:
            return None
        finally:
            ctx.prec = before

    def sign(self, expr: Expr) -> int | None:
        """-1, 0 (as near as can be told) or 1; None where the expression has no value."""
        value = self.value(expr)
        if value is None or not value.is_finite():
            return None
        if abs(value) < TINY or value.contains(0):
            return 0
        return 1 if value > 0 else -1


def number(p: int | Fraction, q: int = 1) -> arb:
    """A ball around a fraction."""
    made = Fraction(p, q) if isinstance(p, int) else p
    before, ctx.prec = ctx.prec, BITS
    try:
        return arb(made.numerator) / made.denominator
    finally:
        ctx.prec = before


def between(low: arb | None, high: arb | None) -> arb:
    """A round number between two balls that do not meet, None for an end that is infinite; not in the middle, where things are special."""
    if low is None or high is None:
        end, way = (high, -1) if low is None else (low, 1)
        return number(3, 8) if end is None else number(Fraction(float(end.mid())).limit_denominator(2**20) + way * Fraction(45, 64))
    a, b = float(low.mid()), float(high.mid())
    exact = Fraction(a) + (Fraction(b) - Fraction(a)) * Fraction(29, 64)
    rounded = exact.limit_denominator(max(16, int(64 / max(b - a, 1e-12))))
    return number(rounded if a < rounded < b else exact)


def shares(point: Sample, low: Expr, high: Expr) -> list[arb]:
    """Five places between two limits."""
    a, b = (point.value(e) if e.is_finite is not False else None for e in (low, high))
    parts = [number(k, 11) for k in (1, 3, 5, 8, 10)]
    if a is not None and b is not None:
        return [a + (b - a) * s for s in parts]
    return [a + s / (1 - s) if a is not None else b - s / (1 - s) if b is not None else (2 * s - 1) / (s * (1 - s)) for s in parts]


def symbols(*expressions: Basic) -> set[Symbol]:
    """All letters of expressions."""
    return {s for e in expressions for s in e.free_symbols if isinstance(s, Symbol)}
