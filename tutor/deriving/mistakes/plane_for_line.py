"""The tangent plane where the normal line was asked."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.touching import touch_of
from tutor.model import Derivation


def _plane(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    touch = touch_of(derivation)
    if touch is not None and derivation.problem.kind == "normal_line":
        yield {"equation": touch.plane(touch.normal)}


MISTAKE = Mistake(
    "This is the tangent plane; the normal line was asked.",
    "How many equations or parameters does a line in space need?",
    answers=_plane,
)
