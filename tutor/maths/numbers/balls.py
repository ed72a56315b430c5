"""A real ball around an exact number."""

from __future__ import annotations

import random
from collections.abc import Mapping

from flint import arb, ctx
from sympy import Expr, Symbol

from tutor.maths.values import BALLS, Evaluator, Jet, NoValue

BITS = 256
PLACES = 8  # at which an expression in letters is looked at


def ball(expr: Expr, bits: int = BITS) -> arb | None:
    """A real ball around an exact number; None where it has no real value."""
    before, ctx.prec = ctx.prec, bits
    try:
        found: arb = Evaluator(BALLS, {})(expr).parts[0]
        return found
    except NoValue:
        return None
    finally:
        ctx.prec = before


def ball_at(expr: Expr, point: Mapping[Symbol, Expr], bits: int = BITS) -> arb | None:
    """A real ball around the value at a point of exact numbers, nothing put in or multiplied out; None where it has none."""
    before, ctx.prec = ctx.prec, bits
    try:
        at = {x: Jet({0: found}) for x, a in point.items() if (found := ball(a, bits)) is not None}
        value: arb = Evaluator(BALLS, at)(expr).parts[0]
        return value
    except NoValue:
        return None
    finally:
        ctx.prec = before


def nonzero_somewhere(expr: Expr) -> bool:
    """Whether an expression in letters has a value that is proved not to be 0; False says nothing."""
    draw = random.Random(0)
    letters = sorted(expr.free_symbols, key=str)
    before, ctx.prec = ctx.prec, BITS
    try:
        for _ in range(PLACES):
            # odd multiples of 1/64, at which nothing special happens, on both signs
            at = {x: Jet({0: BALLS.number(draw.choice((-1, 1)) * (2 * draw.randrange(10, 80) + 1), 64)}) for x in letters}
            try:
                if not Evaluator(BALLS, at)(expr).parts[0].contains(0):
                    return True
            except NoValue:
                continue
        return False
    finally:
        ctx.prec = before
