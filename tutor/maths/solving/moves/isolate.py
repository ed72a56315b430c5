"""Isolate and substitute: an unknown that occurs only once removed from an equation, with a number before it."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Mul, Symbol, expand

from tutor.maths.solving import move
from tutor.maths.solving.after import put
from tutor.maths.solving.state import Outcome, State, Zero, slope
from tutor.maths.solving.tree import Deduction
from tutor.maths.solving.values import nice
from tutor.model import Claim
from tutor.trees.heads import Equation

DETOUR = 3.0  # lines that an isolation with fractions is taken for, where there is one without


def outcomes(state: State) -> Iterator[Outcome]:
    """Each unknown that can be isolated without dividing by anything that might be 0."""
    found = list(_isolated(state))
    whole = any(not _in_fractions(value) for *_, value in found)
    for zero, x, value in found:
        yield _outcome(state, zero, x, value, DETOUR if whole and _in_fractions(value) else 0)


def _isolated(state: State) -> Iterator[tuple[Zero, Symbol, Expr]]:
    """Equations, each with an unknown that can be isolated in it, and its value."""
    for zero in state.equations:
        if len(zero.factors) > 1:
            continue
        for x in state.left(zero.expr):
            value = isolated(zero.factors[0], x, state)
            if value is not None:
                yield zero, x, value


def _in_fractions(value: Expr) -> bool:
    """Whether a multiple of an unknown or letter is a fraction of it."""
    return any(not r.is_Integer for term in Add.make_args(value) for r in Mul.make_args(term) if r.is_Rational and term.free_symbols)


def isolated(factor: Expr, x: Symbol, state: State) -> Expr | None:
    """What x must be, where it stands alone with a constant before it that is not 0."""
    coefficient = slope(factor, x)
    if coefficient.free_symbols & set(state.unknowns) or not state.signs.never_zero(coefficient):
        return None
    return nice(expand(-(factor - coefficient * x) / coefficient))


def _outcome(state: State, zero: Zero, x: Symbol, value: Expr, burden: float) -> Outcome:
    relation = Equation(x, value)
    lines: tuple[Deduction, ...] = ()
    if zero.shown not in (relation, Equation(value, x)):
        coefficient = slope(zero.factors[0], x)
        claim = Claim(zero.factors[0], coefficient * (x - value))
        lines = (Deduction("isolate", (relation,), {"x": x, "value": value, "equation": zero.shown}, (claim,)),)
    made, told, end, uses = put(state, x, value, zero)
    earlier = 0.02 * (len(state.unknowns) - 1 - state.unknowns.index(x))  # rather y = 2 lambda x than x = 2 lambda y
    return Outcome((*lines, *told), made if end is None else end, uses, burden + earlier)


MOVE = move.Move(
    outcomes,
    move.MoveRank.CHOOSE,
    "an equation that holds an unknown once is solved for it, and the others take its value",
    ("x^2 - y = 0, y^2 - x = 0; x, y", "x + 2y = 3, x - y = 0; x, y"),
    "Stewart, Calculus, 14.7",
)
