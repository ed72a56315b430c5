"""Isolate by dividing: an unknown with a factor before it, where the zeros of the factor are a case of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Eq, Expr, Ne, Symbol, expand

from tutor.maths.solving import move
from tutor.maths.solving.after import put
from tutor.maths.solving.grounds import grounds
from tutor.maths.solving.multiplied import scaled
from tutor.maths.solving.state import Case, Cases, Outcome, State, Zero, new_zero, not_zero, slope
from tutor.maths.solving.tree import Deduction
from tutor.maths.solving.values import nice
from tutor.model import Claim
from tutor.trees.heads import Equation

MOST_TERMS = 3  # of a factor that is divided by


def outcomes(state: State) -> Iterator[Outcome]:
    """Each unknown that stands once in an equation, with a factor that holds other unknowns."""
    for zero in state.equations:
        if len(zero.factors) > 1:
            continue
        factor = zero.factors[0]
        for x in state.left(factor):
            coefficient = slope(factor, x)
            if coefficient.has(x) or not coefficient.free_symbols & set(state.unknowns):
                continue
            rest = expand(factor - coefficient * x)
            if not rest.has(x) and len(expand(coefficient).as_ordered_terms()) <= MOST_TERMS:
                yield from _divided(state, zero, x, coefficient, rest)


def _divided(state: State, zero: Zero, x: Symbol, coefficient: Expr, rest: Expr) -> Iterator[Outcome]:
    found = state.normal(coefficient)
    never = tuple(f**n for f, n in found.powers if state.signs.never_zero(f))  # 2x² + 3 beside x: kept where an equation is solved
    found = replace(found, powers=tuple(p for p in found.powers if p[0] ** p[1] not in never), dropped=(*found.dropped, *never))
    value = nice(-rest / coefficient)
    claim = Claim(zero.factors[0], coefficient * (x - value), tuple(Ne(f, 0, evaluate=False) for f in (*found.factors, *found.excluded)))
    by = -coefficient if coefficient.could_extract_minus_sign() else coefficient  # the signs are changed on the way
    facts = {"x": x, "value": value, "equation": zero.shown, "coefficient": by}
    remainder = state.normal(rest)
    facts |= {"nonzero": found.factors, "grounds": grounds((*found.dropped, *found.excluded), state.signs)}
    line = Deduction("divide", (Equation(x, value),), facts, (claim,))
    if not found.factors or remainder.impossible:  # it cannot be 0: known, or the equation would say that the rest is 0
        inner = state
        for f in found.factors:
            inner = inner.with_nonzero(f)
        because = {**line.facts, "because": _because(zero, coefficient, x, -rest) if found.factors else None}
        because |= {"right": grounds((*remainder.dropped, *remainder.excluded), state.signs)}
        made, told, end, uses = put(inner, x, value, zero)
        yield Outcome((replace(line, facts=because), *told), made if end is None else end, uses | found.uses | remainder.uses)
        return
    if len(found.factors) > 1:
        return
    (c,) = found.factors
    vanishing, _ = new_zero(state, c)
    over, normal = new_zero(state, rest)
    assert vanishing is not None
    first = state.without(zero).and_zero(vanishing, *(() if over is None else (over,)))
    relation = Eq(vanishing.shown.left, vanishing.shown.right, evaluate=False)
    then = Deduction("coefficient_vanishes", () if over is None else (over.shown,), {**facts, "relation": relation})
    inner = state.with_nonzero(c)
    line = replace(line, facts={**facts, "nonzero": (), "grounds": grounds((c, *found.dropped, *found.excluded), inner.signs)})
    made, told, end, uses = put(inner, x, value, zero)
    yield Outcome((), Cases("divide_cases", (
        Case((relation,), (then,), first, uses=normal.uses),
        Case((not_zero(c),), (line, *told), made if end is None else end, uses=uses | found.uses),
    ), facts), burden=1)  # fmt: skip


def _because(zero: Zero, coefficient: Expr, x: Symbol, rest: Expr) -> Equation:
    """The product and what it is equal to, as large as they stand on the page, and with the sign that they have there."""
    shown, ratio = scaled(zero)
    alike = ratio.is_Rational and expand(shown.left - shown.right - ratio * (coefficient * x - rest)) == 0
    coefficient, rest = (ratio * coefficient, ratio * rest) if alike else (coefficient, rest)
    if coefficient.could_extract_minus_sign():
        coefficient, rest = -coefficient, -rest
    return Equation(coefficient * x, rest)


MOVE = move.Move(
    outcomes,
    move.MoveRank.CHOOSE,
    "where a x = b, a = 0 and b = 0, or x = b/a",
    ("x y = 2, x - 2y = 0; x, y", "x y + y = 2, x^2 + y^2 = x; x, y"),
    "Stewart, Calculus, 14.8",
)
