"""A factor that a case excludes is divided out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Basic, Expr

from tutor.maths.solving import move
from tutor.maths.solving.state import Outcome, State, Zero
from tutor.maths.solving.tree import Deduction, Nothing
from tutor.maths.solving.writing import equation_of
from tutor.model import Claim
from tutor.trees.heads import Equation


def outcomes(state: State) -> Iterator[Outcome]:
    """All equations with such a factor at once."""
    rows: list[Equation] = []
    before: list[Equation] = []
    claims: list[Claim] = []
    factors: list[Expr] = []
    kept: list[Zero] = []
    uses: frozenset[Basic] = frozenset()
    for zero in state.equations:
        found = state.normal(zero.expr)
        if not found.excluded:
            kept.append(zero)
            continue
        uses |= found.uses
        before.append(zero.shown)
        factors.extend(f for f in found.excluded if f not in factors)
        if found.impossible:
            yield Outcome((), Nothing("excluded", (zero.shown,), {"factors": found.excluded}), found.uses)
            return
        new = Zero(found.factors, equation_of(found.left))
        claims.append(Claim(zero.expr, found.whole))
        rows.append(new.shown)
        if all(new.factors != z.factors for z in kept):
            kept.append(new)
    if rows:
        line = Deduction("excluded_factor", tuple(rows), {"factors": tuple(factors), "before": tuple(before)}, tuple(claims))
        yield Outcome((line,), replace(state, equations=tuple(kept)), uses)


MOVE = move.Move(
    outcomes,
    move.MoveRank.SIMPLIFY,
    "where a b = 0 and a is not 0, b = 0",
    (),
    "Stewart, Calculus, 14.8",
)
