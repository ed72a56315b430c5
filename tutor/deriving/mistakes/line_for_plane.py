"""The normal line where the tangent plane was asked."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.touching import touch_of
from tutor.model import Derivation
from tutor.trees.heads import Vector


def _line(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    touch = touch_of(derivation)
    if touch is not None and derivation.problem.kind == "tangent_plane":
        yield {"point": Vector(*touch.point.values()), "direction": Vector(*touch.normal)}


MISTAKE = Mistake(
    "This is the normal line; the tangent plane was asked.",
    "Which points lie in the plane that touches the surface?",
    answers=_line,
)
