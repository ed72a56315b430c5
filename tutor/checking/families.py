"""Families of points: (k pi, 0) for every integer k, (t, t) for every number t; as sets, whatever the letters are called.

Coordinates that grow evenly with integers make a set that repeats itself; two of them are the same where they agree on a
stretch as long as a period of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import lcm

from flint import arb

from tutor.checking.balls.fraction import Ball
from tutor.checking.equal import equal
from tutor.checking.opinion import Domain
from tutor.checking.plain import replaced
from tutor.checking.samples import points
from tutor.checking.values import NoValue, letters, precision, value
from tutor.frozen import dataclass
from tutor.reading.syntax import Neg, Node, Num, Prod, Quot, Sum, Sym

BITS = 192
GRID = 96  # bits after the point to which coordinates are told apart
OFFSET = 0.3717  # of the grid, so that no number that anybody writes lies on an edge of it
MOST = 20_000  # points of one family that are looked at
LONGEST = 60  # periods in a stretch, where several letters make one coordinate
UNEVEN = 4  # times that the steps of these may differ
MOST_STEPS = 512  # periods in a stretch where they have no common one: progressions that cover 2^n numbers in a row cover all
FREE = "free"
Key = tuple[int | str, ...]


class Unknown(Exception):
    """Nothing certain can be said of these points."""


@dataclass(frozen=True, slots=True)
class Coordinate:
    """base + slope * letter + ...; a coordinate that takes every value is `free`."""

    base: arb
    slopes: Mapping[str, arb]
    free: bool = False


Family = tuple[Coordinate, ...]


def family(at: Sequence[Node], whole: frozenset[str], real: frozenset[str], domain: Domain) -> Family:
    """A point or a family. `whole` letters run through the integers, `real` ones through all numbers. Raises Unknown."""
    used = [n for tree in at for n in letters(tree)]
    constants = tuple(sorted(set(used) - whole - real))
    where = next(points(constants, domain)) if constants else {}
    return tuple(_coordinate(tree, used, whole, real, where, domain) for tree in at)


def _coordinate(
    tree: Node, used: Sequence[str], whole: frozenset[str], real: frozenset[str], where: Mapping[str, Ball], domain: Domain
) -> Coordinate:
    mine = letters(tree)
    running = [n for n in mine if n in real]
    if running:
        alone = len(mine) == 1 and used.count(running[0]) == 1
        if not (alone and _slope(tree, running[0], domain) is not None):
            raise Unknown
        return Coordinate(arb(0), {}, free=True)
    counting = [n for n in mine if n in whole]
    try:
        with precision(BITS):
            base = value(tree, {**where, **dict.fromkeys(counting, arb(0))}, domain)
            slopes = {}
            for name in counting:
                slope = _slope(tree, name, domain)
                if slope is None:
                    raise Unknown
                slopes[name] = value(slope, {**where, **dict.fromkeys(counting, arb(0))}, domain)
    except NoValue:
        raise Unknown from None
    return Coordinate(base, {n: s for n, s in slopes.items() if s != 0})


def _slope(tree: Node, name: str, domain: Domain) -> Node | None:
    """How much a formula grows when the letter grows by 1, where that is always the same and not nought."""
    ahead = Sum((replaced(tree, Sym(name), Sum((Sym(name), Num("1")))), Neg(tree)))
    slope = replaced(ahead, Sym(name), Num("0"))
    half = replaced(Sum((replaced(tree, Sym(name), Sum((Sym(name), Quot(Num("1"), Num("3"))))), Neg(tree))), Sym(name), Num("0"))
    even = equal(ahead, slope, domain), equal(Prod((Num("3"), half)), slope, domain)
    return slope if all(o.outcome == "equal" for o in even) else None


@dataclass(frozen=True, slots=True)
class Members:
    """The points of a family within a stretch of every coordinate; at the places `free` any number may stand."""

    keys: frozenset[Key]
    free: frozenset[int]

    def hold(self, key: Key) -> bool:
        """Whether a point, or a row of points, is among these."""
        return _freed(key, self.free) in self.keys

    def inside(self, others: Sequence[Members]) -> bool:
        """Whether each of these is one of the others."""
        return all(any(self.free <= o.free and o.hold(key) for o in others) for key in self.keys)

    def meet(self, other: Members) -> bool:
        """Whether there is a point in both."""
        free = self.free | other.free
        return not {_freed(k, free) for k in self.keys}.isdisjoint(_freed(k, free) for k in other.keys)


def _freed(key: Key, free: frozenset[int]) -> Key:
    return tuple(FREE if n in free else k for n, k in enumerate(key))


def members(of: Family, sizes: Sequence[arb]) -> Members:
    """The points of a family within a stretch of every coordinate. Raises Unknown where they are too many."""
    return Members(frozenset(_members(of, sizes)), frozenset(n for n, c in enumerate(of) if c.free))


def stretches(families: Sequence[Family]) -> list[arb]:
    """For each coordinate half the width of a stretch in which all that repeats itself does so at least once."""
    with precision(BITS):
        return [_stretch([f[n] for f in families if n < len(f)], len(families)) for n in range(max(map(len, families)))]


def _stretch(coordinates: Sequence[Coordinate], families: int) -> arb:
    steps = [abs(s) for c in coordinates for s in c.slopes.values()]
    size = arb(1)
    for c in coordinates:
        size = size.max(abs(c.base))
    if steps:
        ratios = [_ratio(s / steps[0]) for s in steps]
        common = lcm(*(r.denominator for r in ratios if r)) if all(ratios) else 0
        times = lcm(*(int(r * common) for r in ratios if r)) / common if common else 0
        longest = max(float(s.upper()) for s in steps)
        size += steps[0] * times if times else longest * min(MOST_STEPS, 2**families)
        size += longest * OFFSET / 2  # no point lies on the edge
    return size.upper()


def _ratio(x: arb) -> Fraction | None:
    """The fraction with a small denominator that a number is."""
    for under in range(1, LONGEST):
        over = (x * under).unique_fmpz()
        if over is not None:
            return Fraction(int(over), under)
    return None


def _members(of: Family, sizes: Sequence[arb]) -> Iterator[Key]:
    names = tuple(dict.fromkeys(n for c in of for n in c.slopes))
    with precision(BITS):
        runs = [_run(of, name, sizes) for name in names]
        count = 1
        for run in runs:
            count *= len(run)
        if count > MOST:
            raise Unknown
        for chosen in product(*runs):
            at = dict(zip(names, chosen, strict=True))
            values = [None if c.free else c.base + sum((s * at[n] for n, s in c.slopes.items()), arb(0)) for c in of]
            if all(v is None or abs(v) <= size for v, size in zip(values, sizes, strict=False)):
                yield tuple(FREE if v is None else _key(v) for v in values)


def _run(of: Family, name: str, sizes: Sequence[arb]) -> range:
    """The values of a letter at which all coordinates may lie in the stretch."""
    most = None
    for c, size in zip(of, sizes, strict=False):
        if name not in c.slopes:
            continue
        if len(c.slopes) > 1:
            if any(UNEVEN * abs(s) < abs(t) for s in c.slopes.values() for t in c.slopes.values()):
                raise Unknown
            reach = LONGEST
        else:
            reach = int(float(((size + abs(c.base)) / abs(c.slopes[name])).upper())) + 1
        most = reach if most is None else min(most, reach)
    assert most is not None
    if most > MOST:
        raise Unknown
    return range(-most, most + 1)


def _key(x: arb) -> int:
    found = (x * arb(2) ** GRID + OFFSET).floor().unique_fmpz()
    if found is None:
        raise Unknown
    return int(found)
