"""The value of the function at a critical point given as the point."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _values(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = {} if derivation.answer is None else derivation.answer.fields
    if derivation.problem.kind == "critical_points" and len(derivation.problem.variables) == 1 and "points" in fields:
        (x,) = derivation.problem.variables
        yield {**fields, "points": tuple({**p, "at": {x: p["value"]}} for p in fields["points"])}


MISTAKE = Mistake(
    "This is how large the function is there, not where it is so.",
    "For which value of the variable is the derivative 0?",
    answers=_values,
)
