"""What a function comes to near a point, by balls, without any rule of limits.

Where the function can be enclosed on balls round the point that shrink to it, the enclosure holds for the whole
neighbourhood. Elsewhere it is followed along sequences towards the point, from every side asked, with steps of seeded
size so that no oscillation is met at the same phase; sequences that settle on one value (or grow beyond all bounds with
one sign) give a ball that is numeric evidence, not proof.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from flint import arb, ctx
from sympy import Basic

from tutor.maths.values.jets import NoValue

Near = Callable[[Mapping[Basic, arb]], arb]

WORKING_BITS = 3000  # enough for differences of nearly equal values at the closest point, 2^-400 away
RADII = (200, 400)  # the neighbourhoods enclosed: balls of radius 2^-200 and 2^-400
STEPS = (100, 200, 400)  # how close the sequences come: 2^-100 ...; a root of order 4 has then settled to 50 bits
FAR_STEPS = (60, 120, 240)  # how far they go: 2^60 ...
EXTREME_STEPS = (2**40, 2**64, 2**96)  # for what settles as slowly as 1/ln x, or grows as slowly as ln(ln x)
SETTLED = 2.0**-42  # the last two members differ by no more than this, relative to 1 and to their size
GROWTH = 1.4  # a member over the one before it where a sequence grows: ln x doubles
LARGE = 20  # and so large it must be
SEQUENCES = 3  # a side
DIRECTIONS = 16  # ways towards a point of several coordinates
FEWEST_DIRECTIONS = 4  # so many of them must be in the domain
POWERS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (1, 4), (4, 1))  # the curves (c t^p, d t^q) that are followed
SIZE_BITS = 20  # of the seeded sizes


def approached(near: Near, variables: Sequence[Basic], ends: Callable[[], list[arb]], side: str, seed: int) -> tuple[arb, bool]:
    """A ball for the limit (infinite where it diverges), and whether it is only numeric. `NoValue` where there is none."""
    before, ctx.prec = ctx.prec, WORKING_BITS
    try:
        point = ends()
        if all(p.is_finite() for p in point):
            try:
                return _enclosed(near, variables, point), False
            except NoValue:
                pass
        try:
            return _followed(near, variables, point, side, seed, None), True
        except NoValue:
            return _followed(near, variables, point, side, seed, EXTREME_STEPS), True
    finally:
        ctx.prec = before


def _enclosed(near: Near, variables: Sequence[Basic], point: Sequence[arb]) -> arb:
    """The function on the smallest of the balls round the point, where its width shrinks with them."""
    widths = []
    for bits in RADII:
        found = near({v: arb(p, arb((1, -bits))) for v, p in zip(variables, point, strict=True)})
        if not found.is_finite():
            raise NoValue
        widths.append(found.rad())
    if not (widths[-1] < SETTLED and widths[-1] <= widths[0]):
        raise NoValue
    return found


def _followed(near: Near, variables: Sequence[Basic], point: Sequence[arb], side: str, seed: int, steps: Sequence[int] | None) -> arb:
    """The one value that all the sequences settle on."""
    found = []
    missed = 0
    for track in _tracks(point, side, seed, steps):
        try:
            found.append(_settled([near(dict(zip(variables, where, strict=True))) for where in track]))
        except NoValue:
            if len(variables) == 1:
                raise  # both sides are asked for
            missed += 1
    if len(variables) > 1 and len(found) < FEWEST_DIRECTIONS:
        raise NoValue("hardly any way towards the point is in the domain")
    first = found[0]
    for other in found[1:]:
        if not first.overlaps(other):
            raise NoValue("the sequences disagree")
    return first


def _tracks(point: Sequence[arb], side: str, seed: int, steps: Sequence[int] | None) -> Iterator[list[list[arb]]]:
    """Sequences of points towards the point."""
    draw = random.Random(f"{seed}:{side}:{len(point)}")

    def size() -> arb:
        return arb(draw.randint(2**SIZE_BITS + 1, 2 ** (SIZE_BITS + 1))) / (1 << SIZE_BITS)

    if len(point) == 1:
        (a,) = point
        if not a.is_finite():
            sign = 1 if a > 0 else -1
            for _ in range(SEQUENCES):
                c = size()
                yield [[sign * c * arb((1, k))] for k in steps or FAR_STEPS]
            return
        for sign in (1, -1):
            if side != ("-" if sign > 0 else "+"):
                for _ in range(SEQUENCES):
                    c = size()
                    yield [[a + sign * c * arb((1, -k))] for k in steps or STEPS]
        return
    signs = list(product((1, -1), repeat=len(point)))
    for k in range(max(DIRECTIONS, len(signs))):
        shape = POWERS[k % len(POWERS)]
        powers = [shape[i % 2] for i in range(len(point))]
        turned = signs[k % len(signs)]
        sizes = [size() for _ in point]
        yield [
            [
                a + s * c * arb((1, -n * p)) if a.is_finite() else (1 if a > 0 else -1) * c * arb((1, n * p))
                for a, s, c, p in zip(point, turned, sizes, powers, strict=True)
            ]
            for n in steps or STEPS
        ]


def _settled(members: list[arb]) -> arb:
    """The value that a sequence settles on, with the last change as its error; infinite where it grows beyond all bounds."""
    if not all(m.is_finite() for m in members):
        raise NoValue
    first, second, third = members
    change = abs(third - second)
    scale = 1 + abs(third)
    if change < SETTLED * scale and change <= abs(second - first) + SETTLED * scale:
        error = change.union(arb(0)) + scale * arb((1, -60))
        return third + error.union(-error)
    grown = abs(third) > GROWTH * abs(second) and abs(second) > GROWTH * abs(first) and abs(third) > LARGE
    if grown and all(m > 0 for m in members):
        return arb.pos_inf()
    if grown and all(m < 0 for m in members):
        return arb.neg_inf()
    raise NoValue("the sequence does not settle")
