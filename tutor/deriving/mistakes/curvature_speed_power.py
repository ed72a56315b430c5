"""A curvature with another power of the speed than the third."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _power(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem, fields = derivation.problem, fields_of(derivation)
    if problem.given.get("find") != "curvature":
        return
    speeds = [tree.plain(s.result) for s in derivation.steps if s.rule == "space_curve.speed"]
    for v in speeds[-1:]:
        for k in (2, 1, 3, -1, -3):
            yield {"expression": tree.plain(fields["expression"]) * v**k}


MISTAKE = Mistake(
    "In the curvature the speed is cubed.",
    "How does |r' x r''| change when the curve is run through twice as fast?",
    answers=_power,
)
