"""An equation in one unknown is solved for it: by factors, square roots, the quadratic formula, rational roots."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.maths.solving import move
from tutor.maths.solving.after import chosen
from tutor.maths.solving.alone import ValuesLeft
from tutor.maths.solving.special import alone
from tutor.maths.solving.state import Outcome, State, Zero

NICE = 12  # values that burden a page more than this are put off


def outcomes(state: State) -> Iterator[Outcome]:
    """The equation in one unknown whose values are simplest."""
    found: list[tuple[float, int, Zero, ValuesLeft]] = []
    for k, zero in enumerate(state.equations):
        left = state.left(zero.expr)
        if len(left) == 1:
            values = alone(state, zero, left[0])
            if values is not None:
                found.append((values.burden + len(values.values), k, zero, values))
    for burden, _, zero, values in sorted(found, key=lambda f: f[:2]):
        if burden <= NICE or all(len(state.left(z.expr)) == 1 for z in state.equations):
            yield chosen(state, zero, state.left(zero.expr)[0], values)
            return


MOVE = move.Move(
    outcomes,
    move.MoveRank.SIMPLIFY,
    "an equation in one unknown gives its values",
    ("x^2 - 4 = 0; x", "x^3 - x = 0; x", "x^2 - x - 1 = 0; x", "x^4 - 5x^2 + 4 = 0; x", "x^3 = 8; x", "x^3 = 1; x"),
    "Stewart, Calculus, Review of Algebra",
)
