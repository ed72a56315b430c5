"""The least of the candidates called a minimum where there is none."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.sides import asked, together, tried
from tutor.model import Derivation


def _best(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    right = asked(derivation)
    found = together(tried(derivation)) if None in right.values() else []
    for word, side in right.items():
        if side is None and found:
            best = found[-1 if word == "max" else 0]
            yield {**right, word: best}
            yield {**dict.fromkeys(right), word: best}


MISTAKE = Mistake(
    "The function goes beyond every candidate, so the best of them is no extremum.",
    "What do the values do far away, or towards an edge that does not belong to the set?",
    answers=_best,
    rank=1,
)
