"""The antiderivatives of all components added, common terms and all."""

from collections.abc import Iterator, Mapping

from sympy import Add

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import antiderivative
from tutor.model import Derivation


def _all(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem, fields = derivation.problem, fields_of(derivation)
    if problem.kind == "potential" and "expression" in fields:
        found = [antiderivative(p, v) for p, v in zip(problem.given["field"], problem.variables, strict=False)]
        if None not in found:
            yield {"expression": Add(*found)}


MISTAKE = Mistake(
    "A term that several components give belongs into the potential once.",
    "What is the derivative of your function with respect to each variable?",
    answers=_all,
)
