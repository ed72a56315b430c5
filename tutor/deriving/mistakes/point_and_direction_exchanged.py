"""The line through the end of the direction vector along the point."""

from collections.abc import Iterator, Mapping

from tutor.deriving.leaves import fields_of
from tutor.deriving.mistake import Mistake
from tutor.deriving.touching import touch_of
from tutor.model import Derivation
from tutor.trees.heads import Vector


def _exchanged(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    fields = fields_of(derivation)
    if {"point", "direction"} <= fields.keys() and isinstance(fields["direction"], Vector):
        yield {**fields, "point": fields["direction"], "direction": Vector(*fields["point"].args)}
        touch = touch_of(derivation)
        if touch is not None:
            yield {**fields, "point": Vector(*touch.normal), "direction": Vector(*fields["point"].args)}


MISTAKE = Mistake(
    "Point and direction stand in each other's place.",
    "Where is the line at t = 0?",
    answers=_exchanged,
)
