"""An angle over another range than that of the region."""

from collections.abc import Iterator, Mapping
from functools import partial

from sympy import Rational, pi

from tutor.deriving.integrands import Range, with_ranges
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree

HALF = Rational(1, 2)
# By the width of the right range in parts of pi: ranges that are taken for it, in the same measure.
OTHERS = {2: ((0, 1), (0, HALF)), 1: ((0, 2), (0, HALF), (0, 1), (-HALF, HALF)), HALF: ((0, 1), (0, 2))}


def _other(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    for k in range(max(map(len, OTHERS.values()))):
        yield from with_ranges(derivation, partial(_turned, k))


def _turned(k: int, own: Range, ranges: tuple[Range, ...]) -> Range | None:
    """The k-th of the ranges that are taken for that of an angle."""
    v, low, high = own
    others = OTHERS.get((tree.plain(high) - tree.plain(low)) / pi, ()) if v.name == "theta" else ()
    return (v, others[k][0] * pi, others[k][1] * pi) if k < len(others) else None


MISTAKE = Mistake(
    "The angle does not run over the whole region, or over more than it.",
    "At which angles, from the positive x-axis on, does the region begin and end?",
    answers=_other,
    rank=10,
)
