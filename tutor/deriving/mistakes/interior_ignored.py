"""Only the boundary looked at."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.mistakes.boundary_ignored import is_inside
from tutor.deriving.sides import asked, together, tried
from tutor.model import Derivation


def _edge(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    right = asked(derivation)
    if derivation.problem.kind == "extrema_on_region" and right:
        on_it = together([(at, value) for at, value in tried(derivation) if not is_inside(derivation, at)])
        if on_it:
            best = {word: on_it[-1 if word == "max" else 0] for word in right}
            yield best


MISTAKE = Mistake(
    "Only points on the boundary were compared.",
    "Where inside the region is the gradient 0?",
    answers=_edge,
    rank=2,
)
