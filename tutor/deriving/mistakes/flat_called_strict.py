"""Convex called strictly convex where the graph holds a straight piece."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _strict(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    word = fields_of(derivation).get("class")
    if derivation.problem.kind == "convexity" and word in ("convex", "concave"):
        yield {"class": f"strictly_{word}"}


MISTAKE = Mistake(
    "Strictly would mean that the graph holds no straight piece.",
    "Along which line does the function not bend at all?",
    answers=_strict,
)
