"""F(b) - F(a) across a place where the integrand is not bounded."""

from collections.abc import Iterator, Mapping

from sympy import Abs, log

from tutor.deriving.leaves import between, fields_of
from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import antiderivative
from tutor.model import Derivation


def _across(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    given = derivation.problem.given
    if derivation.problem.kind == "integral" and fields_of(derivation).get("diverges") and not given["upper"].is_infinite:
        found = antiderivative(given["integrand"], derivation.problem.variables[0])
        if found is not None and not given["lower"].is_infinite:
            value = between(found.replace(log, lambda e: log(Abs(e))), derivation)
            if value.is_finite:
                yield {"expression": value}


MISTAKE = Mistake(
    "Between the limits there is a place at which the integrand is not bounded; the antiderivative cannot be used across it.",
    "Where is the integrand not defined?",
    answers=_across,
)
