"""A sum of terms that are never negative is 0 only where each of them is."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, S, expand

from tutor.maths.solving import move
from tutor.maths.solving.grounds import NO_SIGNS
from tutor.maths.solving.signs import nonnegative
from tutor.maths.solving.state import Outcome, State, Zero, new_zero
from tutor.maths.solving.tree import Deduction, Nothing
from tutor.trees.heads import Equation


def outcomes(state: State) -> Iterator[Outcome]:
    """x^2 + y^2 = 0: x = 0 and y = 0."""
    for zero in state.equations:
        if len(zero.factors) > 1 or len(state.left(zero.expr)) < 2:
            continue
        found_terms = _terms(zero.factors[0], state)
        if found_terms is None:
            continue
        terms, whole = found_terms, Equation(Add(*found_terms), S.Zero)
        asked = tuple(state.signs.asked[s] for s in state.left(whole.left) if s in state.signs.asked and not _even_only(terms, s))
        kept: list[Zero] = []
        for t in terms:
            p, found = new_zero(state, t)
            if found.impossible:
                yield Outcome((), Nothing("sum_of_squares_positive", (whole,), {"term": t, "asked": asked}), found.uses)
                return
            if p is not None and all(p.factors != k.factors for k in kept):
                kept.append(p)
        line = Deduction("sum_of_squares", tuple(k.shown for k in kept), {"equation": whole, "asked": asked})
        yield Outcome((line,), state.without(zero).and_zero(*kept))
        return


def _terms(factor: Expr, state: State) -> tuple[Expr, ...] | None:
    """The terms, where all of them have the same sign everywhere, with the sign by which none is negative."""
    terms: tuple[Expr, ...] = Add.make_args(expand(factor))
    for sign in (1, -1):
        if len(terms) > 1 and all(nonnegative(sign * t, state.signs) for t in terms):
            return tuple(sign * t for t in terms)
    return None


def _even_only(terms: tuple[Expr, ...], x: Expr) -> bool:
    """Whether no term needs the sign of x."""
    return all(nonnegative(t, NO_SIGNS) for t in terms if t.has(x))


MOVE = move.Move(
    outcomes,
    move.MoveRank.SIMPLIFY,
    "where a^2 + b^2 = 0, a = 0 and b = 0",
    ("x^2 + y^2 = 0, x + y = 0; x, y",),
    "by hand",
)
