"""Proved zeros of a factor: all letters but one are drawn, and the zeros along that line are found."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from flint import arb, fmpq

from tutor.checking.balls.fraction import Ball
from tutor.checking.factors import FactorTable
from tutor.checking.places import TrialPlace
from tutor.checking.plain import costly
from tutor.checking.roots import real_zeros
from tutor.checking.values import NoValue, points
from tutor.reading.syntax import Sym

BITS = 160
ZEROS = 24  # of each factor
LINES = 60  # along which zeros are looked for, for each letter
FARTHER = (0.5, 0.9, 1.1, 1.5, 3)  # times the largest numerals
STEPS = (0.013, 0.06, 0.13, 0.27, 0.49, 0.77, 1.03, 1.6, 2.1, 2.9, 4.3, 6.1, 8.7, 13.0, 21.0, 47.0, 190.0)
# A zero is proved between two places that lie this far from the one that was found.
WIDTHS = (2, 12, 40)  # more than half the precision, in bits
LINES_ALONE = 10  # where the factor has no other letter
BESIDE = 64  # the part of its size by which a place lies aside of a zero


def zeros(table: FactorTable, k: int, names: Sequence[str], numbers: Sequence[int]) -> Iterator[tuple[dict[str, Ball], str, arb]]:
    """Places with a proved zero of a factor, the letter solved for and the zero: the others are drawn, and the zeros along a line found."""
    factor = table.factors[k]
    plain = {g: n.name for g in factor.generators if isinstance(n := table.generators[g], Sym)}
    free = [g for g, name in plain.items() if not any(name in table.inside[h] for h in factor.generators if h != g)]
    lowest = sorted(free, key=lambda g: max(m[g] for m, _ in factor.terms))
    solved = [plain[g] for g in lowest] or sorted(factor.letters)
    lines = 1 if costly(*table.generators) else LINES if len(factor.letters) > 1 else LINES_ALONE
    for letter in solved:
        enough = -(-ZEROS // len(solved))
        for where in islice(drawn(table, names, numbers), lines):
            found = real_zeros(table, k, letter, where)
            for x in found if found is not None else _along(table, k, letter, where):
                if x.is_finite() and (table.domain.of(letter) != "positive" or x > 0):
                    yield where | {letter: x}, letter, x
                    enough -= 1
            if enough <= 0:
                break


def drawn(table: FactorTable, names: Sequence[str], numbers: Sequence[int]) -> Iterator[dict[str, Ball]]:
    """Sample points in which every letter takes both signs often, and every other one near and between the cuts of its line."""
    draw = random.Random(f"{names}")
    special = {name: _special(table, name, numbers) for name in names}
    for n, where in enumerate(points(tuple(names), table.domain, seed=1, far=table.far)):
        real = {m: -x if table.domain.of(m) == "real" and draw.random() < 0.5 else x for m, x in where.items()}
        yield {m: draw.choice(special[m]) if n % 2 and special[m] else x for m, x in real.items()}


def _special(table: FactorTable, letter: str, numbers: Sequence[int]) -> list[arb]:
    """Numbers near, between and beyond the zeros of the factors that have no other letter, and about the largest numerals."""
    if table.domain.of(letter) != "real":
        return []
    alone = [k for k in numbers if table.factors[k].letters == {letter}]
    cuts = sorted((x.mid() for k in alone for x in real_zeros(table, k, letter, {}) or () if x.is_finite()), key=float)
    out = [((x + y) / 2).mid() for x, y in pairwise(cuts) if x < y]
    for x in cuts:
        step = (1 + abs(x)) / BESIDE
        out += [(x + step * s).mid() for s in (-BESIDE, -1, 1, BESIDE)]
    out += [arb(fmpq(int(sign * far * 64 * s), 64)) for far in table.far for sign in (1, -1) for s in FARTHER]
    return out


def _along(table: FactorTable, k: int, letter: str, where: dict[str, Ball]) -> Iterator[arb]:
    """Zeros between places of opposite sign."""

    def at(x: arb) -> Any:
        try:
            return TrialPlace(table, where | {letter: x}).factor(k)
        except NoValue:
            return None

    last: tuple[arb, arb] | None = None
    for step in (*(-s for s in reversed(STEPS)), *STEPS):
        x = arb(fmpq(int(step * 4096), 4096))
        y = at(x)
        if y is None or not (y > 0 or y < 0):
            last = None
            continue
        if last is not None and (last[1] > 0) is not (y > 0):
            found = _between(at, last[0], x, last[1] > 0)
            if found is not None:
                yield found
        last = x, y


def _between(at: Callable[[arb], Any], low: arb, high: arb, falling: bool) -> arb | None:
    """A zero between two places of opposite sign, by halving and secants, then proved."""
    y_low, y_high = at(low), at(high)
    for n in range(60):
        x = ((low + high) / 2).mid() if n % 3 == 2 else (low - y_low * (high - low) / (y_high - y_low)).mid()
        if not low < x < high:
            x = ((low + high) / 2).mid()
        y = at(x)
        if y is None:
            return None
        if not (y > 0 or y < 0):
            break
        if (y > 0) is falling:
            low, y_low = x, y
        else:
            high, y_high = x, y
        if high - low < arb(2) ** -(BITS // 2) * (1 + abs(x)):
            break
    size = (1 + abs(x)).mid()
    for bits in WIDTHS:
        gap = (size * arb(2) ** -(BITS - 20 - bits)).mid()
        a, b = (x - gap).mid(), (x + gap).mid()
        p, q = at(a), at(b)
        if p is not None and q is not None and ((p > 0 and q < 0) or (p < 0 and q > 0)):
            whole = a.union(b)
            return whole if at(whole) is not None else None  # no jump between them
    return None
