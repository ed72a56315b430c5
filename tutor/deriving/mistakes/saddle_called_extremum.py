"""A saddle called an extremum, or a function that is neither called convex or concave."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _definite(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind == "convexity" and fields_of(derivation)["class"] == "neither":
        for word in ("convex", "concave", "strictly_convex", "strictly_concave"):
            yield {"class": word}


MISTAKE = Mistake(
    "It bends up in one direction and down in another.",
    "What sign has the determinant of the second derivatives?",
    answers=_definite,
)
