"""Places that tell two statements apart: sample points, and zeros of their factors, each zero proved to be one.

Where one statement certainly holds and the other certainly does not, they are different. Where they agree at many places of
every kind, that is strong evidence that they are the same, but no proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, product

from tutor.checking.common_zeros import common_zeros
from tutor.checking.factors import FactorTable
from tutor.checking.intervals import assumed
from tutor.checking.literals import letters_of, numbers_of
from tutor.checking.logic import NONZERO, ZERO, Formula, Lit, every, leaves
from tutor.checking.opinion import UNDECIDED, Opinion
from tutor.checking.places import TrialPlace
from tutor.checking.plain import costly, jumps
from tutor.checking.systems import equations
from tutor.checking.values import points, precision
from tutor.checking.zeros_on_lines import BESIDE, BITS, ZEROS, zeros

GENERIC = 36  # sample points that are no zeros of anything
MOST, FEW = 1_500, 16  # places; few where a value costs much
LEAST = 6  # agreements of each kind
SYSTEMS = 8  # choices of factors, of each statement, whose common zeros are looked for
APART = Opinion("different", "interval")
ALIKE = Opinion("equal", "sampled")


def compared(a: Formula, b: Formula, table: FactorTable) -> Opinion:
    """Different with a place for a proof, equal by agreement at many, or undecided."""
    names = letters_of(table, a, b)
    numbers = numbers_of(a, b)
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


def _places(a: Formula, b: Formula, table: FactorTable, names: tuple[str, ...], numbers: tuple[int, ...]) -> Iterator[TrialPlace]:
    for where in islice(points(names, table.domain, far=table.far), GENERIC):
        yield TrialPlace(table, where)
    for k in numbers:
        for where, letter, x in islice(zeros(table, k, names, numbers), 2 * ZEROS):
            place = TrialPlace(table, where, {k})
            place.hidden = not place.seen(k)  # the zero itself is known too roughly to see small things
            yield place
            for aside in (x - (1 + abs(x)) / BESIDE, x + (1 + abs(x)) / BESIDE):
                if table.domain.of(letter) == "real" or aside > 0:
                    yield TrialPlace(table, where | {letter: aside.mid()})
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
