"""Formulas that need to agree only where an equation holds: dy/dx = -x/y and -x/sqrt(25 - x^2) on the upper half of a circle."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import count, islice

from flint import arb

from tutor.checking.balls.fraction import Ball
from tutor.checking.opinion import UNDECIDED, Assumption, Domain, Opinion
from tutor.checking.samples import letters, points
from tutor.checking.values import NoValue, precision, value
from tutor.frozen import dataclass
from tutor.reading.syntax import Neg, Node, Sum

BITS = 256
HALVINGS = 200  # of an interval that holds a root: it is then narrower than what is compared
SCAN = 40  # places on each side of 0 at which a change of sign is looked for
STEP = 5  # of them to a unit
DRAWN = 60  # values for the other letters that are tried
ENOUGH = 8  # points of the curve at which both must agree
LEAST = 3  # fewer say too little
SHARP = 60  # bits that both values must have


@dataclass(frozen=True, slots=True)
class EquationCurve:
    """The points where two sides are equal; the equation is solved for `dependent`."""

    left: Node
    right: Node
    dependent: str


@dataclass(frozen=True, slots=True)
class Determined:
    """Where several equations hold: each gives a letter by those before it, and by the letters that are free."""

    values: tuple[tuple[str, Node], ...]


def equal_where(a: Node, b: Node, place: Determined, domain: Domain) -> Opinion:
    """Whether two formulas agree where these equations hold. What agrees at some points only is left open: it may be meant there."""
    agreed = apart = surely = 0
    given = dict(place.values)
    others = tuple(n for n in letters(*given.values(), a, b) if n not in given)
    with precision(BITS):
        for start in islice(points(others, domain), DRAWN):
            where = dict(start)
            try:
                for name, formula in place.values:
                    where[name] = value(formula, where, domain)
                x, y = value(a, where, domain), value(b, where, domain)
            except NoValue:
                continue
            if x.overlaps(y):
                agreed += all(v.rel_accuracy_bits() >= SHARP or abs(v).upper() < arb(2) ** -SHARP for v in (x, y))
                surely += all(v.rel_accuracy_bits() >= SHARP and abs(v).lower() > arb(2) ** -SHARP for v in (x, y))
            else:
                apart += 1
            if agreed + apart == ENOUGH:
                break
    if apart:
        return UNDECIDED if surely else Opinion("different", "interval")
    return Opinion("equal", "interval") if agreed >= LEAST else UNDECIDED


def equal_on(a: Node, b: Node, curve: EquationCurve | Determined, domain: Domain) -> Opinion:
    """Whether two formulas agree at the points of a curve: one at which their balls are apart proves that they do not."""
    if isinstance(curve, Determined):
        return equal_where(a, b, curve, domain)
    agreed = 0
    others = tuple(n for n in letters(curve.left, curve.right, a, b) if n != curve.dependent)
    with precision(BITS):
        for where in _points(curve, others, tuple(domain.letters.items()), domain.complex):
            try:
                x, y = value(a, where, domain), value(b, where, domain)
            except NoValue:
                continue
            if not x.overlaps(y):
                return Opinion("different", "interval")
            agreed += all(v.rel_accuracy_bits() >= SHARP or abs(v).upper() < arb(2) ** -SHARP for v in (x, y))
            if agreed == ENOUGH:
                break
    return Opinion("equal", "interval") if agreed >= LEAST else UNDECIDED


class _Kept:
    """What an iterator gives, made once and kept: many answers are compared on one curve."""

    def __init__(self, source: Iterator[dict[str, Ball]]) -> None:
        self._source = source
        self._made: list[dict[str, Ball]] = []

    def __iter__(self) -> Iterator[dict[str, Ball]]:
        for k in count():
            if k == len(self._made):
                try:
                    self._made.append(next(self._source))
                except StopIteration:
                    return
                except BaseException:  # it was interrupted, and gives nothing more
                    _points.cache_clear()
                    raise
            yield self._made[k]


@lru_cache(maxsize=16)
def _points(curve: EquationCurve, others: tuple[str, ...], assumed: tuple[tuple[str, Assumption], ...], complex_values: bool) -> _Kept:
    return _Kept(_drawn(curve, others, Domain(dict(assumed), complex_values)))


def _drawn(curve: EquationCurve, others: tuple[str, ...], domain: Domain) -> Iterator[dict[str, Ball]]:
    """Points of the curve, the dependent letter enclosed in a narrow ball that surely holds a root."""
    side: Node = Sum((curve.left, Neg(curve.right)))
    places = [arb(2 * k + 1) / (2 * STEP) for k in range(-SCAN, SCAN)]
    for where in islice(points(others, domain), DRAWN):
        signs = [_sign(side, {**where, curve.dependent: p}, domain) for p in places]
        for low, high, below, above in zip(places, places[1:], signs, signs[1:], strict=False):
            if below * above < 0:
                root = _root(side, where, curve.dependent, low, high, below, domain)
                if root is not None:
                    yield {**where, curve.dependent: root}


def _root(side: Node, where: dict[str, Ball], name: str, low: arb, high: arb, below: int, domain: Domain) -> arb | None:
    """A ball that holds a root between two places where the signs differ; None where the function may jump between them."""
    for _ in range(HALVINGS):
        middle = ((low + high) / 2).mid()
        sign = _sign(side, {**where, name: middle}, domain)
        if sign == 0:
            return None
        low, high = (middle, high) if sign == below else (low, middle)
    ball = low.union(high)
    try:
        value(side, {**where, name: ball}, domain)  # finite on the whole ball, so continuous there: the root is in it
    except NoValue:
        return None
    return ball


def _sign(side: Node, where: dict[str, Ball], domain: Domain) -> int:
    """-1 or 1; 0 where it has no value or its sign is not seen."""
    try:
        found = value(side, where, domain)
    except NoValue:
        return 0
    return 1 if found > 0 else -1 if found < 0 else 0
