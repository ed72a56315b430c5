"""Equations in several letters: the same points satisfy them. By factors where they are polynomials, else by zeros found."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

from flint import arb, fmpq

from tutor.check.equal import BITS, ENOUGH, MET, counted, equal
from tutor.check.opinion import DIFFERENT, EQUAL, UNDECIDED, Domain, Opinion
from tutor.check.rational import as_rational
from tutor.check.statements import difference
from tutor.check.values import NoValue, letters, points, precision, value
from tutor.reading.syntax import Joined, Node, Num, Prod, Relation

LINES, GRID = 60, 48  # lines on which zeros are looked for, and places on each
ZEROS = 6  # zeros of each equation that have to satisfy the other


def as_equation(tree: Node) -> Node | None:
    """F where the statement says F = 0: `or` is a product. None for anything else."""
    match tree:
        case Relation((left, right), ("=",)):
            return difference(left, right)
        case Joined("or", items):
            found = [as_equation(i) for i in items]
            kept = [f for f in found if f is not None]
            return Prod(tuple(kept)) if len(kept) == len(found) else None
    return None


def same_zeros(f: Node, g: Node, domain: Domain) -> Opinion:
    """Whether f = 0 and g = 0 have the same solutions."""
    by_factors = _factors(f, g, domain)
    if by_factors.outcome != "undecided":
        return by_factors
    scaled = _multiple(f, g, domain)
    if scaled.outcome == "equal":
        return scaled
    return _by_zeros(f, g, domain)


def _multiple(f: Node, g: Node, domain: Domain) -> Opinion:
    """Equal where f/g has the same nonzero value at every sample point."""
    names = letters(f, g)
    first: Any = None
    count = 0
    with precision(BITS):
        for where in islice(points(names, domain, counted(f) | counted(g)), 60):
            try:
                x, y = value(f, where, domain), value(g, where, domain)
                ratio = x / y
            except (NoValue, ZeroDivisionError):
                continue
            if not ratio.is_finite() or ratio.contains(0):
                continue
            if first is None:
                first = ratio
            elif not ratio.overlaps(first):
                return UNDECIDED
            count += 1
            if count == ENOUGH:
                return MET
    return UNDECIDED


def _factors(f: Node, g: Node, domain: Domain) -> Opinion:
    """By the irreducible factors of the numerators, those without real zeros left out."""
    if domain.complex:
        return UNDECIDED
    found = as_rational(f, g)
    if found is None:
        return UNDECIDED
    if any(r.over == 0 for r in found):
        return EQUAL if all(r.over == 0 for r in found) else DIFFERENT
    sets = [{str(m): m for p, _ in r.over.factor()[1] for m in (p / p.coeffs()[0],)} for r in found]
    undecided = False
    for key in sets[0].keys() ^ sets[1].keys():
        match _has_zeros(sets[0].get(key) or sets[1][key], found[0].names, domain):
            case True:
                return DIFFERENT
            case None:
                undecided = True
    return UNDECIDED if undecided else EQUAL


def _has_zeros(p: Any, names: Sequence[str], domain: Domain) -> bool | None:
    """Whether an irreducible polynomial has real zeros: True where it changes its sign, False where it certainly has none."""
    signs = set()
    for where in islice(points(tuple(names), domain), 200):
        v = p(*(_exact(where[n]) for n in names))
        if v != 0:
            signs.add(v > 0)
        if len(signs) == 2:
            return True
    # A sum of even powers with coefficients of one sign and a constant term has none.
    terms = list(p.to_dict().items())
    even = all(all(e % 2 == 0 for e in exponents) for exponents, _ in terms)
    constant = any(not any(exponents) for exponents, _ in terms)
    if even and constant and len({c > 0 for _, c in terms}) == 1:
        return False
    positive = all(domain.of(n) == "positive" for n in names)
    if positive and len({c > 0 for _, c in terms}) == 1:
        return False
    used = [k for k in range(len(names)) if any(exponents[k] for exponents, _ in terms)]
    if len(used) == 1:
        from flint import fmpq_poly

        coefficients = [fmpq(0)] * (p.total_degree() + 1)
        for exponents, c in terms:
            coefficients[exponents[used[0]]] = c
        roots: Any = fmpq_poly(coefficients).numer().complex_roots()
        return any(r.imag.contains(0) for r, _ in roots)
    return None


def _exact(ball: Any) -> Any:
    """The fraction that an exact ball is."""
    return ball.fmpq()


def linear_zeros(f: Node, names: tuple[str, ...], domain: Domain) -> Iterator[dict[str, Any]]:
    """Points at which f is nought because it is linear in a letter: a + b x with x = -a/b."""
    for name in letters(f):
        if domain.of(name) in ("integer", "positive", "nonnegative"):
            continue
        for where in islice(points(names, domain), ZEROS):
            try:
                a, at_one, at_two = (value(f, {**where, name: arb(k)}, domain) for k in (0, 1, 2))
                b = at_one - a
                if not (at_two - at_one - b).contains(0) or b.contains(0):
                    break
                root = -a / b
                if satisfied(f, {**where, name: root}, domain) is True:
                    yield {**where, name: root}
            except NoValue:
                continue


# -- zeros found -------------------------------------------------------------------------------------------------------


def found_zeros(f: Node, names: tuple[str, ...], domain: Domain) -> Iterator[dict[str, Any]]:
    """Points at which f is nought for certain: one letter each in a narrow ball on which f changes its sign."""
    draw = random.Random(f"{names}")
    mine = letters(f)
    if not mine or domain.complex:
        return
    for k, start in enumerate(islice(points(names, domain), LINES)):
        name = mine[k % len(mine)]
        reach = draw.choice((2, 5, 12))
        places = [
            arb(fmpq(j * reach * 2 + 1, GRID))
            for j in range(0 if domain.of(name) in ("positive", "nonnegative") else -GRID // 2, GRID // 2)
        ]
        before: tuple[Any, Any] | None = None
        for x in places:
            try:
                v = value(f, {**start, name: x}, domain)
            except NoValue:
                before = None
                continue
            if before is not None and ((before[1] > 0 and v < 0) or (before[1] < 0 and v > 0)):
                ball = _narrowed(f, start, name, before[0], x, bool(v > 0), domain)
                if ball is not None:
                    yield {**start, name: ball}
                    break
            before = (x, v)


def _narrowed(f: Node, start: dict[str, Any], name: str, low: Any, high: Any, rising: bool, domain: Domain) -> Any | None:
    """A narrow ball round the zero; None where f is not defined, or not continuous, in between."""
    try:
        for _ in range(90):
            middle = ((low + high) / 2).mid()
            v = value(f, {**start, name: middle}, domain)
            if v.contains(0):
                return low.union(high) if (high - low).upper() < arb(2) ** -60 else middle if v.is_zero() else None
            if (v > 0) == rising:
                high = middle
            else:
                low = middle
        ball = low.union(high)
        value(f, {**start, name: ball}, domain)  # continuous there: it has a value on the whole ball
        return ball
    except NoValue:
        return None


def satisfied(g: Node, where: dict[str, Any], domain: Domain) -> bool | None:
    """Whether g is nought at a point that is a narrow ball: False is a proof, True is agreement to many digits."""
    try:
        v = value(g, where, domain)
    except NoValue:
        return False if not _edge(g, where, domain) else None
    if not v.contains(0):
        return False
    return True if abs(v).upper() < 2.0**-30 else None


def _edge(g: Node, where: dict[str, Any], domain: Domain) -> bool:
    """Whether g has a value close by, so that the point lies at the edge of its domain, or on a bar of a fraction."""
    for shift in (1, -1):
        near = {n: (b.mid() + arb(fmpq(shift, 2**20)) if not b.is_exact() else b) for n, b in where.items()}
        try:
            value(g, near, domain)
        except NoValue:
            continue
        return True
    return False


def _by_zeros(f: Node, g: Node, domain: Domain) -> Opinion:
    names = letters(f, g)
    with precision(BITS):
        for one, other in ((f, g), (g, f)):
            count = 0
            for where in chain(linear_zeros(one, names, domain), found_zeros(one, names, domain)):
                match satisfied(other, where, domain):
                    case False:
                        return Opinion("different", "interval")
                    case True:
                        count += 1
                if count == ZEROS:
                    break
            if count < ZEROS:
                return UNDECIDED
    return Opinion("equal", "sampled")


def trivial(f: Node, domain: Domain) -> bool | None:
    """Whether f = 0 always (True) or never (False); None where it depends."""
    found = equal(f, Num("0"), domain)
    if found.outcome == "equal":
        return True
    return False if not letters(f) and found.outcome == "different" else None
