"""What cannot be 0 because an equation would not hold: in 2 = lambda x neither lambda nor x."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Basic, Expr, Mul, Ne, expand

from tutor.maths.solving import move
from tutor.maths.solving.grounds import grounds
from tutor.maths.solving.state import Outcome, State, Zero
from tutor.maths.solving.tree import Deduction
from tutor.trees.heads import Equation


def outcomes(state: State) -> Iterator[Outcome]:
    """Unknowns that are not 0, where they are factors of another equation."""
    wanted = {f for z in state.equations for f in z.factors if len(z.factors) > 1 and f.is_Symbol and state.signs.excluded(f) is None}
    if not wanted:
        return
    for zero in state.equations:
        terms = Add.make_args(expand(zero.expr))
        if len(terms) != 2:
            continue
        for a, b in (terms, terms[::-1]):
            relations = _never(a, state)
            if relations is None:
                continue
            found = [x for x in state.left(b) if x in wanted and _divides(x, b)]
            if found:
                made = state
                for x in found:
                    made = made.with_nonzero(x, *relations)
                yield Outcome((_line(zero, found, a, b, state),), made, relations)
                return


def _never(term: Expr, state: State) -> frozenset[Basic] | None:
    """By which cases a term is not 0; None where it may be."""
    relations: frozenset[Basic] = frozenset()
    for f in Mul.make_args(term):
        base = f.as_base_exp()[0] if not f.is_number else f
        if state.signs.never_zero(f) or state.signs.never_zero(base):
            continue
        known = state.signs.excluded(base)
        if known is None:
            return None
        relations |= known
    return relations


def _divides(x: Expr, term: Expr) -> bool:
    return any(f.as_base_exp()[0] == x and f.as_base_exp()[1].is_positive for f in Mul.make_args(term))


def _line(zero: Zero, found: list[Expr], other: Expr, term: Expr, state: State) -> Deduction:
    """The equation as term = other, and why the right side is not 0."""
    shown = tuple(Ne(x, 0, evaluate=False) for x in found)
    sign = -1 if term.could_extract_minus_sign() else 1
    said = Equation(sign * term, -sign * other)
    why = grounds((f for f in Mul.make_args(other) if not f.is_number), state.signs)
    sides = zero.shown.left, zero.shown.right
    place = {(said.left, said.right): "right", (said.right, said.left): "left"}.get(sides)
    alone = found[0] if list(state.left(zero.expr)) == found and not why else None
    return Deduction("nonzero", shown, {"equation": zero.shown, "said": said, "place": place, "grounds": why, "alone": alone})


MOVE = move.Move(
    outcomes,
    move.MoveRank.SIMPLIFY,
    "where a b = c and c is not 0, neither a nor b is 0",
    (),
    "Stewart, Calculus, 14.8",
)
