"""1/J for J: the Jacobian of the inverse map."""

from collections.abc import Iterator, Mapping

from sympy import S, cancel

from tutor.deriving.integrands import factor, with_integrand
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _inverted(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    kind, by = derivation.problem.kind, factor(derivation)
    if kind == "jacobian_determinant" and derivation.answer is not None:
        yield {"expression": tree.quotient(S.One, derivation.answer.fields["expression"])}
    elif kind == "change_of_variables" and by is not S.One:
        yield from with_integrand(derivation, lambda f: cancel(tree.plain(f) / tree.plain(by) ** 2))


MISTAKE = Mistake(
    "This is the Jacobian of the inverse map.",
    "Which variables are the old ones, and which the new?",
    answers=_inverted,
)
