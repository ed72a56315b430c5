"""Partial derivatives left as formulas in a tangent plane or a linear approximation."""

from collections.abc import Iterator, Mapping

from sympy import Add

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.deriving.touching import touch_of
from tutor.model import Derivation
from tutor.trees import tree


def _general(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    touch = touch_of(derivation)
    if touch is not None and derivation.problem.kind == "tangent_plane":
        yield {"equation": touch.plane(touch.general)}
    found = [s for s in derivation.steps if s.rule == "linear_approximation.partial"]
    point = derivation.problem.given.get("point") or {}
    value = [s.result for s in derivation.steps if s.rule == "linear_approximation.value"]
    if found and value and all(s.facts["x"] in point for s in found):
        line = Add(*(tree.plain(s.result) * (s.facts["x"] - tree.plain(point[s.facts["x"]])) for s in found))
        yield {**fields_of(derivation), "expression": tree.plain(value[0]) + line}


MISTAKE = Mistake(
    "The slopes are numbers here: the coordinates of the point have to be put into the partial derivatives.",
    "Is your equation one of the first degree?",
    answers=_general,
)
