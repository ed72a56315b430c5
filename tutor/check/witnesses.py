"""Places that tell two statements apart: sample points, and zeros of their factors, each zero proved to be one.

Where one statement certainly holds and the other certainly does not, they are different. Where they agree at many places of
every kind, that is strong evidence that they are the same, but no proof.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations, islice, pairwise, product
from typing import Any

from flint import arb, arb_mat, fmpq

from tutor.check.factors import Table
from tutor.check.intervals import assumed
from tutor.check.logic import NONZERO, ZERO, Formula, Lit, every, leaves
from tutor.check.opinion import UNDECIDED, Opinion
from tutor.check.places import Place
from tutor.check.plain import costly, jumps
from tutor.check.roots import real_zeros
from tutor.check.systems import equations
from tutor.check.values import NoValue, points, precision
from tutor.reading.syntax import Sym

BITS = 160
GENERIC = 24  # sample points that are no zeros of anything
ZEROS = 24  # of each factor
MOST, FEW = 1_500, 40  # places; few where a value costs much
LINES = 40  # along which zeros are looked for, for each letter
LEAST = 6  # agreements of each kind
FARTHER = (0.5, 0.9, 1.1, 1.5, 3)  # times the largest numeral
BESIDE = 64  # the part of its size by which a place lies aside of a zero
SYSTEMS = 8  # choices of factors, of each statement, whose common zeros are looked for
STARTS = 12  # of Newton's method
NEWTON_STEPS = 24
STEPS = (0.013, 0.06, 0.13, 0.27, 0.49, 0.77, 1.03, 1.6, 2.1, 2.9, 4.3, 6.1, 8.7, 13.0, 21.0, 47.0, 190.0)
# A zero is proved between two places that lie this far from the one that was found.
WIDTHS = (2, 12, 40)  # more than half the precision, in bits
APART = Opinion("different", "interval")
ALIKE = Opinion("equal", "sampled")


def compared(a: Formula, b: Formula, table: Table) -> Opinion:
    """Different with a place for a proof, equal by agreement at many, or undecided."""
    names = table.letters_of(a, b)
    numbers = table.numbers_of(a, b)
    limits = tuple(assumed(table, *names))
    a, b = every((a, *limits)), every((b, *limits))
    counts = {True: 0, False: 0}
    met = dict.fromkeys(numbers, 0)
    # An equation that was never seen to hold where a factor of it vanishes has not been tried there.
    untried = {(n, k) for n, f in enumerate((a, b)) for leaf in leaves(f) if isinstance(leaf, Lit) and leaf.signs == ZERO for k in leaf.ids}
    doubtful = jumps(*table.generators)
    with precision(BITS):
        for place in islice(_places(a, b, table, names, numbers), FEW if costly(*table.generators) else MOST):
            first, second = place.holds(a), place.holds(b)
            if first is not None and second is not None:
                if first is not second:
                    return APART
            else:
                first, second = place.holds(a, apparent=True), place.holds(b, apparent=True)
                if first is None or second is None:
                    continue
                if first is not second:
                    doubtful = True
                    continue
            # Common zeros of several factors are few, and found again and again: they say nothing of the others.
            counts[first] += len(place.zeros) < 2
            for k in place.zeros if len(place.zeros) < 2 else ():
                if k in met:
                    met[k] += 1
            if first and len(place.zeros) < 2:
                untried -= {(n, k) for n in (0, 1) for k in place.zeros}
    settled = min(counts.values()) >= LEAST and all(n >= LEAST for n in met.values())
    settled = settled and not doubtful and not untried
    return ALIKE if settled and len(names) > 1 and not table.domain.complex else UNDECIDED


def _places(a: Formula, b: Formula, table: Table, names: tuple[str, ...], numbers: tuple[int, ...]) -> Iterator[Place]:
    for where in islice(points(names, table.domain, far=table.far), GENERIC):
        yield Place(table, where)
    for k in numbers:
        for where, letter in islice(zeros(table, k, names, numbers), 2 * ZEROS):
            yield Place(table, where, {k})
            x = where[letter]
            for aside in (x - (1 + abs(x)) / BESIDE, x + (1 + abs(x)) / BESIDE):
                if table.domain.of(letter) == "real" or aside > 0:
                    yield Place(table, where | {letter: aside.mid()})
    for system in islice(dict.fromkeys(_systems(a, b, numbers)), 3 * SYSTEMS):
        yield from common_zeros(table, system, names, numbers)


def _systems(a: Formula, b: Formula, numbers: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Factors whose common zeros may tell the statements apart: those of a system, and equations with what must not be nought."""
    for formula in (a, b):
        found = equations(formula)
        if found is not None and len(found) > 1:
            yield from (choice for choice in islice(product(*map(sorted, found)), SYSTEMS) if len(set(choice)) == len(choice))
    lits = [leaf for f in (a, b) for leaf in leaves(f) if isinstance(leaf, Lit)]
    nought = {k for leaf in lits if leaf.signs == ZERO for k in leaf.ids}
    banned = {k for leaf in lits if leaf.signs == NONZERO for k in leaf.ids}
    yield from ((p, q) for p in sorted(nought) for q in sorted(banned) if p != q)
    if all(leaf.signs == ZERO for leaf in lits):
        yield from combinations(numbers, 2)


def zeros(table: Table, k: int, names: Sequence[str], numbers: Sequence[int]) -> Iterator[tuple[dict[str, Any], str]]:
    """Places with a proved zero of a factor, and the letter solved for: the others are drawn, and the zeros along a line found."""
    factor = table.factors[k]
    plain = {g: n.name for g in factor.generators if isinstance(n := table.generators[g], Sym)}
    free = [g for g, name in plain.items() if not any(name in table.inside[h] for h in factor.generators if h != g)]
    lowest = sorted(free, key=lambda g: max(m[g] for m, _ in factor.terms))
    solved = [plain[g] for g in lowest] or sorted(factor.letters)
    if not solved:
        return
    for letter in solved:
        enough = -(-ZEROS // len(solved))
        for where in islice(_drawn(table, names, numbers), LINES if len(factor.letters) > 1 else LEAST):
            found = real_zeros(table, k, letter, where)
            for x in found if found is not None else _along(table, k, letter, where):
                if x.is_finite() and (table.domain.of(letter) != "positive" or x > 0):
                    yield where | {letter: x}, letter
                    enough -= 1
            if enough <= 0:
                break


def _drawn(table: Table, names: Sequence[str], numbers: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Sample points in which every letter takes both signs often, and every other one near and between the cuts of its line."""
    draw = random.Random(f"{names}")
    special = {name: _special(table, name, numbers) for name in names}
    for n, where in enumerate(points(tuple(names), table.domain, seed=1, far=table.far)):
        real = {m: -x if table.domain.of(m) == "real" and draw.random() < 0.5 else x for m, x in where.items()}
        yield {m: draw.choice(special[m]) if n % 2 and special[m] else x for m, x in real.items()}


def _special(table: Table, letter: str, numbers: Sequence[int]) -> list[Any]:
    """Numbers near, between and beyond the zeros of the factors that have no other letter, and about the largest numeral."""
    if table.domain.of(letter) != "real":
        return []
    alone = [k for k in numbers if table.factors[k].letters == {letter}]
    cuts = sorted((x.mid() for k in alone for x in real_zeros(table, k, letter, {}) or () if x.is_finite()), key=float)
    out = [((x + y) / 2).mid() for x, y in pairwise(cuts) if x < y]
    for x in cuts:
        step = (1 + abs(x)) / BESIDE
        out += [(x + step * s).mid() for s in (-BESIDE, -1, 1, BESIDE)]
    if table.far:
        out += [arb(fmpq(int(sign * table.far * 64 * s), 64)) for sign in (1, -1) for s in FARTHER]
    return out


def _along(table: Table, k: int, letter: str, where: dict[str, Any]) -> Iterator[Any]:
    """Zeros between places of opposite sign."""

    def at(x: Any) -> Any:
        try:
            return Place(table, where | {letter: x}).factor(k)
        except NoValue:
            return None

    last: tuple[Any, Any] | None = None
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


def _between(at: Any, low: Any, high: Any, falling: bool) -> Any | None:
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


def common_zeros(table: Table, system: tuple[int, ...], names: Sequence[str], numbers: Sequence[int]) -> Iterator[Place]:
    """Places with a proved common zero of polynomials: Newton's method, and Krawczyk's test for a proof."""
    factors = [table.factors[k] for k in system]
    if not all(f.letters and all(isinstance(table.generators[g], Sym) or not table.inside[g] for g in f.generators) for f in factors):
        return
    inside = sorted({n for f in factors for n in f.letters})
    size = len(factors)
    if len(inside) < size:
        return
    choices = list(combinations(inside, size))
    for n, where in enumerate(islice(_drawn(table, names, numbers), STARTS)):
        solved = choices[n % len(choices)]
        found = _newton(table, system, solved, where)
        if found is not None:
            yield Place(table, where | found, system)


def _newton(table: Table, system: tuple[int, ...], solved: tuple[str, ...], where: dict[str, Any]) -> dict[str, Any] | None:
    size = len(system)
    columns = [table.numbers[Sym(name)] for name in solved]
    slopes = [[table.slope(k, c) for c in columns] for k in system]

    def values(x: Sequence[Any]) -> arb_mat:
        place = Place(table, where | dict(zip(solved, x, strict=True)))
        return arb_mat([[place.factor(k)] for k in system])

    def matrix(x: Sequence[Any]) -> arb_mat:
        place = Place(table, where | dict(zip(solved, x, strict=True)))
        return arb_mat([[place.polynomial(s) for s in row] for row in slopes])

    def middle(m: arb_mat) -> arb_mat:
        return arb_mat([[m[i, j].mid() for j in range(m.ncols())] for i in range(m.nrows())])

    x = [where[name] for name in solved]
    try:
        for _ in range(NEWTON_STEPS):
            step = middle(matrix(x).solve(values(x)))
            x = [(x[i] - step[i, 0]).mid() for i in range(size)]
            if all(abs(step[i, 0]) < arb(2) ** -(BITS // 2) for i in range(size)):
                break
        else:
            return None
        radius = arb(2) ** -(BITS // 3)
        box = [c.union(c + radius).union(c - radius) for c in x]
        inverse = middle(middle(matrix(x)).inv())
        one = arb_mat([[arb(int(i == j)) for j in range(size)] for i in range(size)])
        offset = arb_mat([[b - c] for b, c in zip(box, x, strict=True)])
        image = arb_mat([[c] for c in x]) - inverse * values(x) + (one - inverse * matrix(box)) * offset
    except (ZeroDivisionError, NoValue):
        return None
    if not all(box[i].contains_interior(image[i, 0]) for i in range(size)):
        return None
    return {name: image[i, 0] for i, name in enumerate(solved)}
