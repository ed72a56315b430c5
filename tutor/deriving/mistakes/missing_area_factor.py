"""The factor r, rho^2 sin(phi) or |J| left out."""

from collections.abc import Iterator, Mapping

from sympy import S, cancel

from tutor.deriving.integrands import factor, opened, wholes, with_integrand
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _without(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    by = factor(derivation)
    if by is not S.One:
        yield from with_integrand(derivation, lambda f: cancel(tree.plain(f) / tree.plain(by)))
    number, rest = tree.plain(by).as_independent(*(s for whole in wholes(derivation) for s, *_ in opened(whole)[1]), as_Add=False)
    if derivation.problem.kind == "change_of_variables" and number != 1 and rest != 1:  # 6r of which r is kept
        yield from with_integrand(derivation, lambda f: cancel(tree.plain(f) / number))


MISTAKE = Mistake(
    "The element of area or volume in the new coordinates has a factor of its own, which is missing.",
    "How large is a small box of the new coordinates in the old ones?",
    answers=_without,
    rank=0,
)
