"""The density, or what is weighted, left out of an integral."""

from collections.abc import Iterator, Mapping

from sympy import cancel

from tutor.deriving.integrands import factor, places, wholes, with_integrand
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _one(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    given, new = derivation.problem.given, {k: tree.plain(v) for k, v in places(derivation).items()}
    by = tree.plain(factor(derivation))
    if "density" in given:
        density = tree.plain(given["density"]).xreplace(new)
        if density.free_symbols:
            yield from with_integrand(derivation, lambda f: cancel(f / density))
    elif derivation.problem.kind in ("integral_over_region", "iterated_integral", "surface_integral") and wholes(derivation):
        yield from with_integrand(derivation, lambda f: by)


MISTAKE = Mistake(
    "What stands under the integral was taken for 1.",
    "What does each small piece contribute?",
    answers=_one,
    rank=3,
)
