"""The limits put into the integrand itself, in the place of an antiderivative."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import between
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _at_ends(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    given = derivation.problem.given
    if derivation.problem.kind == "integral" and "upper" in given:
        found = between(tree.plain(given["integrand"]), derivation)
        if found.is_finite and not found.is_zero:  # a 0 says nothing of where it comes from
            yield {"expression": found}


MISTAKE = Mistake(
    "The limits were put into the integrand itself; they belong into an antiderivative of it.",
    "Which function has the integrand as its derivative?",
    answers=_at_ends,
    rank=2,
)
