"""A formula shown to be positive on a bounded box: balls that hold its values over the pieces, cut finer where they must be."""

from __future__ import annotations

from collections.abc import Mapping

from flint import arb, ctx
from sympy import Expr, Rational, Symbol

from tutor.maths.values import BALLS, Evaluator, Jet, NoValue

BITS = 64
MOST_PIECES = 2_000  # looked at before it is given up
Sides = Mapping[Symbol, tuple[Rational, Rational]]


def positive_on(expr: Expr, sides: Sides) -> bool:
    """Whether the formula is proved to be positive all over the box, its edge included."""
    before, ctx.prec = ctx.prec, BITS
    try:
        waiting = [dict(sides)]
        for _ in range(MOST_PIECES):
            if not waiting:
                return True
            piece = waiting.pop()
            value = _over(expr, piece)
            if value is not None and value > 0:
                continue
            if value is not None and value < 0:
                return False
            widest = max(piece, key=lambda x: piece[x][1] - piece[x][0])
            low, high = piece[widest]
            middle = (low + high) / 2
            waiting += [{**piece, widest: (low, middle)}, {**piece, widest: (middle, high)}]
        return not waiting
    finally:
        ctx.prec = before


def _over(expr: Expr, piece: Sides) -> arb | None:
    where = {x: Jet({0: _ball(low).union(_ball(high))}) for x, (low, high) in piece.items()}
    try:
        value: arb = Evaluator(BALLS, where)(expr).parts[0]
        return value
    except NoValue:
        return None


def _ball(q: Rational) -> arb:
    return arb(int(q.p)) / int(q.q)
