"""The part of a box on the other side of the slanting edge."""

from collections.abc import Iterator, Mapping
from functools import partial

from tutor.deriving.integrands import SET_UP, Range, with_ranges
from tutor.deriving.mistake import Mistake
from tutor.deriving.mistakes.rectangle_for_region import extreme
from tutor.model import Derivation
from tutor.trees import tree

KINDS = ("iterated_integral", "integral_over_region", *SET_UP)


def _other(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    if derivation.problem.kind in KINDS:
        for side in (1, 0):
            yield from with_ranges(derivation, partial(_beyond, side))


def _beyond(side: int, own: Range, ranges: tuple[Range, ...]) -> Range | None:
    """The innermost range on the other side of its lower or upper end, where that is no constant."""
    v, low, high = own
    ends = {o: (a, b) for o, a, b in ranges[1:]}
    far = extreme((low, high)[side], ends, 2 * side - 1)
    if v != ranges[0][0] or v.name not in "xyz" or far is None or not tree.plain((low, high)[side]).free_symbols & ends.keys():
        return None
    return (v, high, far) if side else (v, far, low)


MISTAKE = Mistake(
    "These limits describe the part on the other side of the edge.",
    "Which of the corners belong to the region?",
    answers=_other,
    rank=3,
)
