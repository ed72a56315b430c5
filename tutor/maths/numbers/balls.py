"""A real ball around an exact number."""

from __future__ import annotations

from typing import Any

from flint import ctx
from sympy import Expr

from tutor.maths.values import BALLS, Evaluator, NoValue

BITS = 256


def ball(expr: Expr, bits: int = BITS) -> Any:
    """A real ball around an exact number; None where it has no real value."""
    before, ctx.prec = ctx.prec, bits
    try:
        return Evaluator(BALLS, {})(expr).parts[0]
    except NoValue:
        return None
    finally:
        ctx.prec = before
