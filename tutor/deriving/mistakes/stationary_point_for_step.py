"""The point at which the gradient is 0 where the point after so many steps was asked."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.deriving.mistake import Mistake
from tutor.maths.iteration.quadratic import stationary
from tutor.model import Derivation


def _stationary(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    problem = derivation.problem
    point = stationary(problem.given["function"], problem.variables)
    if point is not None:
        yield {"iterates": (point,)}


MISTAKE = Mistake(
    "This is where the gradient is 0; asked was where the steps lead.",
    "How many steps are to be taken, and where is one after them?",
    answers=_stationary,
    kinds=("gradient_descent", "steepest_descent", "bfgs"),
    rank=2,
)
