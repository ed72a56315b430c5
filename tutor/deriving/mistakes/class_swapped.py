"""A maximum called a minimum, or convex called concave."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation

OPPOSITE = {
    "strictly_convex": ("strictly_concave", "concave"),
    "convex": ("concave", "strictly_concave"),
    "strictly_concave": ("strictly_convex", "convex"),
    "concave": ("convex", "strictly_convex"),
}


def _opposite(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind == "convexity":
        for word in OPPOSITE.get(fields_of(derivation)["class"], ()):
            yield {"class": word}


MISTAKE = Mistake(
    "Which way it bends is exchanged.",
    "What sign have the second derivatives, and what does that say of the graph?",
    answers=_opposite,
)
