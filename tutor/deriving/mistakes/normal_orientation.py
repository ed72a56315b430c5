"""A flux through the other side of a surface."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake, opposite
from tutor.model import Derivation

KINDS = ("surface_integral", "stokes", "divergence_theorem")


def _other_side(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind in KINDS and "field" in derivation.problem.given:
        yield from opposite(derivation)


MISTAKE = Mistake(
    "The sign is that of the other orientation of the surface.",
    "To which side does your normal vector point, and to which should it?",
    answers=_other_side,
    rank=0,
)
