"""The distance of the ends where the length of the curve was asked."""

from collections.abc import Iterator, Mapping

from sympy import sqrt

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _straight(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    ends = [s.facts for s in derivation.steps if {"start", "finish"} <= s.facts.keys()]
    if derivation.problem.kind == "arc_length" and ends:
        gaps = zip(ends[0]["start"], ends[-1]["finish"], strict=True)
        yield {"expression": sqrt(sum((tree.plain(b) - tree.plain(a)) ** 2 for a, b in gaps))}


MISTAKE = Mistake(
    "This is how far apart the ends are; the curve between them is longer.",
    "Is the curve straight?",
    answers=_straight,
    rank=2,
)
