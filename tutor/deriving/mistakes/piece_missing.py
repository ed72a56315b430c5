"""One of several pieces of a curve, a surface or a region left out."""

from collections.abc import Iterator, Mapping

from tutor.deriving.integrands import wholes
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree

MOST_PIECES = 6
KINDS = ("arc_length", "line_integral", "integral_over_region", "area", "volume", "surface_area", "surface_integral")


def _fewer(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    found = wholes(derivation)
    if derivation.problem.kind in KINDS and 1 < len(found) <= MOST_PIECES:
        for k in range(len(found)):
            yield {"expression": tree.total(*found[:k], *found[k + 1 :])}


MISTAKE = Mistake(
    "A piece is missing: what all pieces give is added up.",
    "Of which pieces does the whole consist?",
    answers=_fewer,
    rank=2,
)
