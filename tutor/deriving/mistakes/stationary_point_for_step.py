"""The point that a walk makes for where the point after so many steps was asked."""

from collections.abc import Iterator, Mapping
from typing import Any

from tutor.deriving.mistake import Mistake
from tutor.deriving.rewalked import arrived
from tutor.maths.iteration.quadratic import stationary
from tutor.model import Derivation


def _stationary(derivation: Derivation) -> Iterator[Mapping[str, Any]]:
    problem = derivation.problem
    point = None if problem.kind == "newton_root" else stationary(problem.given["function"], problem.variables)
    for found in arrived(derivation) if point is None else (point,):
        yield {"iterates": (found,)}


MISTAKE = Mistake(
    "This is the point that the steps make for; asked was where they lead.",
    "How many steps are to be taken, and where is one after them?",
    answers=_stationary,
    kinds=("gradient_descent", "steepest_descent", "bfgs", "newton_root", "newton_minimize"),
    rank=2,
)
