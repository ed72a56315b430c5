"""Equations with the imaginary unit in them: their letters stand for complex numbers."""

from __future__ import annotations

from itertools import islice

from flint import acb, acb_poly

from tutor.checking.balls.fraction import Ball
from tutor.checking.factors import FactorTable, Product
from tutor.checking.opinion import DIFFERENT, EQUAL, UNDECIDED, Domain, Opinion
from tutor.checking.places import TrialPlace
from tutor.checking.plain import NOUGHT
from tutor.checking.proportional import same_up_to_factor
from tutor.checking.roots import coefficients
from tutor.checking.signs import expanded_signs
from tutor.checking.statements import NoStatement
from tutor.checking.values import NoValue, letters, points, precision
from tutor.checking.witnesses import APART
from tutor.reading.syntax import Const, Joined, Neg, Node, Relation, Sum, Sym, Tup, walk

BITS = 160
SHARPER = (128, 600)  # bits, for zeros of polynomials
LINES = 6  # along which zeros are looked for


def same_complex_solutions(a: Node, b: Node, domain: Domain) -> Opinion:
    """Whether the same complex values of the letters satisfy both. Raises NoStatement or Unclear."""
    given = {n: domain.of(n) for n in letters(a, b)}
    everywhere = Domain({n: "complex" if kind == "real" else kind for n, kind in given.items()}, True)
    mine, right = _equations(a), _equations(b)
    table = FactorTable((*mine, *right), everywhere)
    first, second = (_zeros([table.built[t] for t in trees], table) for trees in (mine, right))
    if first == second:
        return EQUAL
    unlimited = all(kind == "complex" for kind in everywhere.letters.values())
    nothing_below = all(e > 0 for p in table.built.values() for e in p.powers.values())
    if unlimited and nothing_below and all(f.pure for f in table.factors):
        return DIFFERENT  # without the imaginary unit every irreducible polynomial has zeros of its own
    if len(everywhere.letters) == 1 and nothing_below:
        return _by_roots(table, first[0], second[0])
    found = same_up_to_factor(a, b, everywhere)
    if found is not None:
        return found
    with precision(BITS):
        if unlimited and any(_tells_apart(table, *pair) for pair in ((first[0], second[0]), (second[0], first[0]))):
            return APART
    return UNDECIDED


def _equations(node: Node) -> tuple[Node, ...]:
    """The left sides of equations `... = 0` of which one holds."""
    match node:
        case Relation((_, _), ("=",)):
            return tuple(Sum((x, Neg(y))) if y != NOUGHT else x for x, y in map(_sides, expanded_signs(node)))
        case Joined("or", items):
            return tuple(t for i in items for t in _equations(i))
        case Tup((only,), "[" | "{" | ""):
            return _equations(only)
    raise NoStatement


def _sides(node: Node) -> tuple[Node, Node]:
    assert isinstance(node, Relation)
    left, right = node.items
    if any(isinstance(s, Tup | Relation | Joined) for s in (left, right)) or Const("oo") in (*walk(left), *walk(right)):
        raise NoStatement
    return left, right


def _zeros(products: list[Product], table: FactorTable) -> tuple[frozenset[int], frozenset[int]]:
    """The factors that vanish on the solutions, and those that must not."""
    above = frozenset(k for p in products for k, e in p.powers.items() if e > 0 and not table.factors[k].sign)
    below = frozenset(k for p in products for k, e in p.powers.items() if e < 0 and not table.factors[k].sign)
    return above, below


def _by_roots(table: FactorTable, mine: frozenset[int], right: frozenset[int]) -> Opinion:
    """Polynomials in one letter: by all their zeros."""
    for bits in SHARPER:
        with precision(bits):
            first, second = _roots(table, mine), _roots(table, right)
            if first is None or second is None:
                return UNDECIDED
            pairs = ((first, second), (second, first))
            if any(not any(x.overlaps(y) for y in others) for those, others in pairs for x in those):
                return APART
    return Opinion("equal", "interval")


def _roots(table: FactorTable, numbers: frozenset[int]) -> list[acb] | None:
    out: list[acb] = []
    for k in numbers:
        factor = table.factors[k]
        letter = next((g for g in factor.generators if isinstance(table.generators[g], Sym)), None)
        if letter is None or any(table.inside[g] for g in factor.generators if g != letter):
            return None
        try:
            out += acb_poly(coefficients(factor, letter, TrialPlace(table, {}))).roots()
        except (ValueError, NoValue):
            return None
    return out


def _tells_apart(table: FactorTable, mine: frozenset[int], right: frozenset[int]) -> bool:
    """Whether a factor, of the first degree in a letter, has a zero at which none of the others vanishes."""
    for k in mine - right:
        factor = table.factors[k]
        for g in factor.generators:
            generator = table.generators[g]
            alone = isinstance(generator, Sym) and all(generator.name not in table.inside[h] for h in factor.generators if h != g)
            if not alone or max(m[g] for m, _ in factor.terms) != 1 or not isinstance(generator, Sym):
                continue
            for where in islice(points(tuple(sorted(factor.letters)), table.domain), LINES):
                place = TrialPlace(table, where)
                try:
                    slope = place.polynomial(table.slope(k, g))
                    rest = place.polynomial(tuple((m, c) for m, c in factor.terms if not m[g]))
                    if slope.contains(0):
                        continue
                    there = TrialPlace(table, _full(table, where) | {generator.name: -rest / slope})
                    signs = [there.sign(h) for h in range(len(table.factors)) if h != k]
                except NoValue:
                    continue
                if all(s == 1 for s in signs):
                    return True
    return False


def _full(table: FactorTable, where: dict[str, Ball]) -> dict[str, Ball]:
    """With a value for every letter of the table."""
    names = sorted({n for inside in table.inside for n in inside})
    return next(points(tuple(names), table.domain, seed=3)) | where
