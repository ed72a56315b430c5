"""The update of BFGS with the step and the change of the gradient exchanged: as for the Hessian matrix, not for its inverse."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.deriving.mistake import Mistake
from tutor.deriving.rewalked import quasi_walks
from tutor.maths.iteration.quasi import updated
from tutor.model import Derivation


def _exchanged(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    yield from quasi_walks(derivation, lambda matrix, step, change: updated(matrix, change, step))


MISTAKE = Mistake(
    "In the update of the matrix the step and the change of the gradient stand in each other's place.",
    "Which of the two is the new matrix to turn into the other?",
    answers=_exchanged,
    kinds=("bfgs",),
)
