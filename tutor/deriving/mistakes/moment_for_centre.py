"""Moments not divided by the mass."""

from collections.abc import Iterator, Mapping

from sympy import Tuple

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _moments(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    if derivation.problem.kind == "center_of_mass":
        mass = tree.plain(fields["mass"])
        parts = tuple(map(tree.plain, fields["point"].args))
        yield {**fields, "point": Tuple(*(c * mass for c in parts))}
        yield {**fields, "point": Tuple(*(c * mass**2 for c in parts))}
        yield {"expression": mass}


MISTAKE = Mistake(
    "These are moments, or the mass; a coordinate of the centre is a moment divided by the mass.",
    "In which unit is a centre of mass measured?",
    answers=_moments,
)
