"""The angle from the positive z-axis over a full turn, or over another range than that of the region."""

from collections.abc import Iterator, Mapping
from functools import partial

from sympy import Expr, S, pi

from tutor.deriving.integrands import Range, with_ranges
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation


def _full(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    yield from with_ranges(derivation, partial(_turned, 2 * pi))
    yield from with_ranges(derivation, partial(_turned, pi))
    yield from with_ranges(derivation, partial(_turned, pi / 2))


def _turned(end: Expr, own: Range, ranges: tuple[Range, ...]) -> Range | None:
    v, low, high = own
    spherical = any(r[0].name == "rho" for r in ranges)
    return (v, S.Zero, end) if v.name == "phi" and spherical and (low, high) != (0, end) else None


MISTAKE = Mistake(
    "The angle from the positive z-axis has another range here.",
    "Which angle has the negative z-axis, and which the plane z = 0?",
    answers=_full,
    rank=1,
)
