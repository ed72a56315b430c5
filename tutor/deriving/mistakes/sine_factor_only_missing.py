"""rho^2 without sin(phi) in spherical coordinates."""

from collections.abc import Iterator, Mapping

from sympy import cancel, sin

from tutor.deriving.integrands import factor, with_integrand
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _without(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    by = tree.plain(factor(derivation))
    phi = next((v for v in by.free_symbols if v.name == "phi"), None)
    if phi is not None and by.has(sin):
        yield from with_integrand(derivation, lambda f: cancel(f / sin(phi)))


MISTAKE = Mistake(
    "The sine in the factor of spherical coordinates is missing.",
    "How long is a parallel near the pole, and how long at the equator?",
    answers=_without,
    rank=0,
)
