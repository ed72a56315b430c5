"""An antiderivative where the derivative was asked."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import antiderivative
from tutor.model import Derivation


def _integrated(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.kind not in ("derivative", "partial_derivative") or problem.given.get("point") or problem.given.get("each"):
        return
    x = problem.variables[0] if problem.kind == "derivative" else problem.given["with_respect_to"][0]
    found = antiderivative(problem.given["function"], x)
    if found is not None:
        yield {"expression": found}


MISTAKE = Mistake(
    "This was integrated; the derivative was asked.",
    "What is the derivative of your answer?",
    answers=_integrated,
    rank=2,
)
