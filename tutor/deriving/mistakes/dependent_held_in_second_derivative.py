"""A second derivative of an implicit function that holds the function constant."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees.heads import At, Diff


def _held(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    given = derivation.problem.given
    point = given.get("point") or {}
    for s in derivation.steps:
        if s.rule == "implicit_derivative.quotient" and given.get("order") == 2:
            slope = Diff(s.result, s.facts["x"])
            yield {"expression": At(slope, tuple(point), tuple(point.values())) if point else slope}


MISTAKE = Mistake(
    "The dependent variable changes with the other one; here it was held constant.",
    "What is the derivative of y^2 when y depends on x?",
    answers=_held,
)
