"""Constant limits where they depend on another variable."""

from collections.abc import Iterator, Mapping

from sympy import Expr, Symbol

from tutor.deriving.integrands import Range, with_ranges
from tutor.deriving.mistake import Mistake
from tutor.maths.numbers import sign_of
from tutor.model import Derivation
from tutor.trees import tree


def _box(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from with_ranges(derivation, _constant)


def _constant(own: Range, ranges: tuple[Range, ...]) -> Range | None:
    v, low, high = own
    ends = {o: (a, b) for o, a, b in ranges[ranges.index(own) + 1 :]}
    least, most = extreme(low, ends, -1), extreme(high, ends, 1)
    return None if least is None or most is None or (least, most) == (low, high) else (v, least, most)


def extreme(bound: Expr, ends: Mapping[Symbol, tuple[Expr, Expr]], side: int) -> Expr | None:
    """The least or greatest of the values of a bound at the ends of the outer ranges."""
    values = [tree.plain(bound)]
    for o, pair in ends.items():
        values = [value.subs(o, tree.plain(e)) for value in values for e in (pair if value.has(o) else pair[:1])]
    best = None
    for value in values:
        if value.free_symbols & ends.keys() or value.is_infinite:
            return None
        if best is None or sign_of(value - best) == side:
            best = value
    return best


MISTAKE = Mistake(
    "These limits are those of a box round the region; the region itself is smaller.",
    "For one value of the outer variable, from where to where does the inner one run?",
    answers=_box,
    rank=2,
)
