"""The derivative where the integral was asked."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import between, fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Diff


def _derivative(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    given = derivation.problem.given
    if derivation.problem.kind != "integral":
        return
    f, x = given["integrand"], derivation.problem.variables[0]
    slope = Diff(f, x)
    if "upper" not in given:
        yield {"expression": slope}
    elif not fields_of(derivation).get("diverges"):  # there the antiderivative was taken across a place of no value
        value = between(tree.plain(slope).doit(), derivation)
        if not value.is_zero:  # a 0 says nothing of where it comes from
            yield {"expression": value}


MISTAKE = Mistake(
    "This is the derivative; the integral was asked.",
    "Which function has the integrand as its derivative?",
    answers=_derivative,
)
