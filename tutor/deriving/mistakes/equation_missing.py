"""A plane given as an expression, without an equals sign."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.touching import touch_of
from tutor.model import Derivation


def _expression(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    touch = touch_of(derivation)
    if touch is not None and derivation.problem.kind == "tangent_plane":
        plane = touch.plane(touch.normal)
        yield {"expression": plane.left}
        if touch.graph is not None:
            height = touch.graph[0]
            down = plane.left.coeff(height)
            yield {"expression": (-(plane.left - down * height).subs(height, 0) / down).expand()}


MISTAKE = Mistake(
    "This is an expression; a plane is given by an equation.",
    "Which equation do the points of the plane satisfy?",
    answers=_expression,
)
