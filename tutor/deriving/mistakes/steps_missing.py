"""An earlier point of a walk."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.model import Derivation

MOST = 12  # points from the end on, and from the start on


def _earlier(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.answer is not None:
        points = derivation.answer.fields.get("iterates", ())[:-1]
        for point in dict.fromkeys(range(len(points))[:MOST]) | dict.fromkeys(range(len(points))[-MOST:]):
            yield {"iterates": (points[point],)}


MISTAKE = Mistake(
    "This is an earlier point of the walk: steps are missing.",
    "How far was the walk to go, and how many steps lead to this point?",
    answers=_earlier,
    rank=2,
)
