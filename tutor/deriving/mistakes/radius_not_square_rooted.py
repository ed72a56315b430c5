"""r up to a^2 where r^2 is at most a^2."""

from collections.abc import Iterator, Mapping

from tutor.deriving.integrands import Range, with_ranges
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree


def _squared(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from with_ranges(derivation, _wide)


def _wide(own: Range, ranges: tuple[Range, ...]) -> Range | None:
    v, low, high = own
    number = tree.plain(high)
    return (v, low, number**2) if v.name in ("r", "rho") and number.is_number and number**2 != number else None


MISTAKE = Mistake(
    "The radius is the root of what stands in the equation of the circle or sphere.",
    "How far from the centre is the boundary?",
    answers=_squared,
    rank=1,
)
