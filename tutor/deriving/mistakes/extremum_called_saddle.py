"""An extremum called a saddle, or a convex or concave function called neither."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _neither(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind == "convexity" and fields_of(derivation)["class"] != "neither":
        yield {"class": "neither"}


MISTAKE = Mistake(
    "It bends the same way in every direction.",
    "What sign has the determinant of the second derivatives, and what does that say?",
    answers=_neither,
)
