"""Only one component integrated."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import antiderivative
from tutor.model import Derivation


def _one(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem, fields = derivation.problem, fields_of(derivation)
    if problem.kind == "potential" and "expression" in fields:
        for p, v in zip(problem.given["field"], problem.variables, strict=False):
            found = antiderivative(p, v)
            if found is not None:
                yield {"expression": found}


MISTAKE = Mistake(
    "Only one component was integrated; what was a constant for it may depend on the other variables.",
    "Does the derivative with respect to the other variable give the other component?",
    answers=_one,
    rank=2,
)
