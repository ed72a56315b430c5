"""An equation that holds wherever another one does is left out: x p = 0 beside p = 0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tutor.maths.solving import move
from tutor.maths.solving.state import Outcome, State
from tutor.maths.solving.tree import Deduction


def outcomes(state: State) -> Iterator[Outcome]:
    """The state without the first such equation."""
    for zero in state.equations:
        for other in state.equations:
            if other is not zero and set(other.factors) < set(zero.factors):
                line = Deduction("implied", (), {"equation": zero.shown, "by": other.shown})
                yield Outcome((line,), replace(state, equations=tuple(z for z in state.equations if z is not zero)))
                return


MOVE = move.Move(
    outcomes,
    move.MoveRank.SIMPLIFY,
    "where a = 0, a b = 0 as well",
    ("x^2 - y = 0, x(x^2 - y) = 0; x, y",),
    "by hand",
)
