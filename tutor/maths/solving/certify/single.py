"""One equation in one unknown: at most as many solutions as Rolle's theorem allows, compared with those found."""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb
from sympy import Basic, Expr, Gt, Lt, Pow, Symbol, log, preorder_traversal
from sympy.core.relational import Relational

from tutor.budget import Work
from tutor.maths.solving.certify.balls import value
from tutor.maths.solving.certify.ideal import TooLarge
from tutor.maths.solving.certify.rolle import Function, OpenInterval, ZeroPlace


def places(equation: Expr, x: Symbol, conditions: Sequence[Basic], found: Sequence[Expr], work: Work) -> list[ZeroPlace] | None:
    """Where the solutions are, each place with one of `found` and at most one solution; None where there may be others."""
    try:
        zeros = Function(x, domain(equation, x, conditions), found, work).zeros(equation)
    except TooLarge:
        return None
    balls = [b for e in found if (b := value(e, {})) is not None]
    if len(balls) < len(found):
        return None
    told = set()
    for b in balls:
        near = [k for k, z in enumerate(zeros) if not (b < z.low or b > z.high)]
        if not near:
            return None  # not a solution of this equation
        if len(near) == 1:
            told.add(near[0])
    return zeros if len(told) == len(zeros) else None


def domain(equation: Expr, x: Symbol, conditions: Sequence[Basic]) -> OpenInterval:
    """An open interval that contains what the conditions and the logarithms of an equation leave; an end that belongs to it is ignored."""
    low, high = arb.neg_inf(), arb.pos_inf()
    inner = [p.args[0] for p in preorder_traversal(equation) if isinstance(p, log)]
    powers = [p for p in preorder_traversal(equation) if isinstance(p, Pow) and p.exp.is_Rational and p.exp.q % 2 == 0]
    inner += [p.base for p in powers if p.exp < 0]
    bounds = [Gt(u, 0, evaluate=False) for u in inner if u.has(x)] + [c for c in conditions if isinstance(c, Gt | Lt)]
    if x.is_positive:
        bounds.append(Gt(x, 0, evaluate=False))
    for c in bounds:
        assert isinstance(c, Relational)
        difference = (c.lhs - c.rhs).expand()
        slope = difference.diff(x)
        if difference.free_symbols != {x} or not slope.is_number or slope == 0:
            continue
        end = value(-difference.subs(x, 0) / slope, {})
        if end is None:
            continue
        if isinstance(c, Gt) == bool(slope > 0):
            low = low.max(end)
        else:
            high = high.min(end)
    return OpenInterval(low, high)
