"""Families of numbers or points that one whole number runs through: start + k step, compared as sets."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from tutor.checking.equal import BITS, equal
from tutor.checking.opinion import DIFFERENT, UNDECIDED, Domain, Opinion, all_equal
from tutor.checking.plain import times
from tutor.checking.values import NoValue, letters, precision, value
from tutor.frozen import dataclass
from tutor.reading.linearity import coefficients
from tutor.reading.shapes.families import COUNTING
from tutor.reading.syntax import Const, Neg, Node, Num, Sum, Tup, walk
from tutor.strength import weakest

MOST = 60  # members of one period
LARGEST = 360  # denominator of the ratio of two steps
NOUGHT = Num("0")


@dataclass(frozen=True, slots=True)
class Family:
    """All start + k step, coordinate by coordinate."""

    start: tuple[Node, ...]
    step: tuple[Node, ...]


def family(member: Node, domain: Domain) -> Family | None:
    """The family that a member with one counting letter stands for; None where it is no such."""
    names = letters(member)
    if len(names) != 1:
        return None
    letter, coordinates = names[0], member.items if isinstance(member, Tup) else (member,)
    found = [coefficients(c, (letter,)) for c in coordinates]
    parts = [f for f in found if f is not None]
    if len(parts) < len(found):
        return None
    start, step = tuple(p[0] for p in parts), tuple(p[1].get(letter, NOUGHT) for p in parts)
    counts = domain.of(letter) == "integer" or (letter in COUNTING and any(n == Const("pi") for s in step for n in walk(s)))
    return Family(start, step) if counts and not letters(*start, *step) else None


def same_families(mine: Sequence[Node], right: Sequence[Node], domain: Domain) -> Opinion | None:
    """Whether two lists of families are the same set; None where not every member is a family."""
    given, expected = ([f for m in side if (f := family(m, domain)) is not None] for side in (mine, right))
    if not given or not expected or len(given) < len(mine) or len(expected) < len(right):
        return None
    if len({len(f.start) for f in (*given, *expected)}) > 1:
        return DIFFERENT
    ratios = [_ratio(f.step, expected[0].step, domain) for f in (*given, *expected)]
    known = [abs(r) for r in ratios if r is not None]
    if len(known) < len(ratios):
        return UNDECIDED
    period = Fraction(lcm(*(r.numerator for r in known)), gcd(*(r.denominator for r in known)))
    counts = [int(period / r) for r in known]
    if sum(counts) > MOST:
        return UNDECIDED
    members = [_members(f, n) for f, n in zip((*given, *expected), counts, strict=True)]
    first = [m for row in members[: len(given)] for m in row]
    second = [m for row in members[len(given) :] for m in row]
    whole = tuple(times(period, s) for s in expected[0].step)
    return _covered([[_apart(a, b, whole, domain) for b in second] for a in first])


def _ratio(a: tuple[Node, ...], b: tuple[Node, ...], domain: Domain) -> Fraction | None:
    """The rational number that makes the step b the step a; None where there is none, or a is nought."""
    with precision(BITS):
        try:
            x, y = ([value(s, {}, domain) for s in side] for side in (a, b))
        except NoValue:
            return None
        largest = max(range(len(b)), key=lambda k: abs(float(y[k].mid())))
        if y[largest].contains(0):
            return None
        found = Fraction(float((x[largest] / y[largest]).mid())).limit_denominator(LARGEST)
    same = all_equal(equal(s, times(found, t), domain) for s, t in zip(a, b, strict=True))
    return found if found and same.outcome == "equal" else None


def _members(of: Family, count: int) -> list[tuple[Node, ...]]:
    return [tuple(Sum((s, times(Fraction(k), t))) for s, t in zip(of.start, of.step, strict=True)) for k in range(count)]


def _apart(a: tuple[Node, ...], b: tuple[Node, ...], whole: tuple[Node, ...], domain: Domain) -> Opinion:
    """Whether two members differ by a whole number of periods."""
    between = [Sum((x, Neg(y))) for x, y in zip(a, b, strict=True)]
    with precision(BITS):
        try:
            x, y = ([value(s, {}, domain) for s in side] for side in (between, whole))
        except NoValue:
            return UNDECIDED
        largest = max(range(len(whole)), key=lambda k: abs(float(y[k].mid())))
        turns = round(float((x[largest] / y[largest]).mid()))
    moved = [times(Fraction(turns), w) for w in whole]
    return all_equal(equal(d, m, domain) for d, m in zip(between, moved, strict=True))


def _covered(table: list[list[Opinion]]) -> Opinion:
    """Whether each member is one of the others, in both directions."""
    evidence = []
    undecided = False
    for row in (*table, *zip(*table, strict=True)):
        found = [o for o in row if o.outcome == "equal"]
        if found:
            evidence.append(found[0].evidence)
        elif all(o.outcome == "different" for o in row):
            return DIFFERENT
        else:
            undecided = True
    return UNDECIDED if undecided else Opinion("equal", weakest(*evidence))
