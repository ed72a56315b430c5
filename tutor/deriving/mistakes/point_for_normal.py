"""The coordinates of the point taken for the normal vector."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.deriving.touching import touch_of
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Vector


def _point(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    touch = touch_of(derivation)
    if touch is not None:
        point = tuple(map(tree.plain, touch.point.values()))
        if derivation.problem.kind == "tangent_plane":
            yield {"equation": touch.plane(point)}
        else:
            yield {**fields_of(derivation), "direction": Vector(*point)}


MISTAKE = Mistake(
    "The coordinates of the point were taken for the components of the normal vector.",
    "Which vector is perpendicular to the surface, and how is it found?",
    answers=_point,
    rank=3,
)
