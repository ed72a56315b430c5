"""Equations of polynomials in several letters: the same common zeros, by factors, by elimination, by bases of ideals."""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm, prod
from typing import Any

from flint import fmpq, fmpq_mat, fmpz_mpoly, fmpz_mpoly_ctx, fmpz_mpoly_vec

from tutor.checking.factors import FactorTable
from tutor.checking.logic import FALSE, NONZERO, TRUE, ZERO, Every, Formula, Lit, Some, every, leaves, some
from tutor.checking.opinion import DIFFERENT, EQUAL, Opinion
from tutor.checking.places import TrialPlace
from tutor.checking.values import points, precision

MOST_GENERATORS = 8
HIGHEST_DEGREE = 8
MOST_LETTERS = 6
LARGEST_BASIS = (40, 120, 2_000)  # polynomials, terms of one, bits of a coefficient
SIGNS_TRIED = 40  # sample points at which a polynomial may show both signs

Equations = tuple[frozenset[int], ...]  # each: the product of some factors is nought


def same_zeros(a: Formula, b: Formula, table: FactorTable) -> Opinion | None:
    """Whether two statements made of equations only have the same solutions; None where algebra does not decide."""
    first, second = equations(a), equations(b)
    if first is None or second is None:
        return None
    if set(first) == set(second):
        return EQUAL
    used = {k for e in (*first, *second) for k in e}
    if all(table.factors[k].pure for k in used):
        if len(first) == len(second) == 1:
            if any(_indefinite(table, k) for k in first[0] ^ second[0]):
                return DIFFERENT
        elif all(len(e) == 1 and table.factors[k].polynomial.total_degree() == 1 for e in (*first, *second) for k in e):
            return EQUAL if _echelon(table, first) == _echelon(table, second) else DIFFERENT
    if first and second and _fits(table, first, second) and _inside(table, first, second) and _inside(table, second, first):
        return EQUAL
    return None


def equations(formula: Formula) -> Equations | None:
    """A statement as equations that all hold; None where there is more in it than equations."""
    match formula:
        case Lit(ids, signs):
            return (ids,) if signs == ZERO else None
        case Every(items):
            parts = [equations(i) for i in items]
            return None if any(p is None for p in parts) else _shortest([e for p in parts if p is not None for e in p])
        case Some(items) if items:
            parts = [equations(i) for i in items]
            if any(p is None for p in parts):
                return None
            out: Equations = (frozenset(),)
            for p in parts:
                assert p is not None
                out = _shortest([x | y for x in out for y in p])
                if len(out) > MOST_GENERATORS:
                    return None
            return out
    return None


def _shortest(found: Sequence[frozenset[int]]) -> Equations:
    """Without those that another one implies."""
    unique = list(dict.fromkeys(found))
    return tuple(sorted((e for e in unique if not any(other < e for other in unique)), key=sorted))


def _indefinite(table: FactorTable, k: int) -> bool:
    """Whether a polynomial takes both signs; then its zeros are a surface that no other irreducible polynomial vanishes on."""
    factor = table.factors[k]
    if len(factor.generators) == 1 and not factor.sign and all(table.domain.of(n) == "real" for n in factor.letters):
        return True  # an irreducible polynomial in one letter, with a real zero, which is a simple one
    found = set()
    names = tuple(sorted(factor.letters))
    with precision(128):
        for where, _ in zip(points(names, table.domain), range(SIGNS_TRIED), strict=False):
            found.add(TrialPlace(table, where).sign(k))
            if {1, -1} <= found:
                return True
    return False


def _echelon(table: FactorTable, system: Equations) -> tuple[tuple[fmpq, ...], ...] | str:
    """Linear equations reduced; an impossible system in one form."""
    size = len(table.generators)
    rows = []
    for e in system:
        row = [fmpq(0)] * (size + 1)
        for m, c in table.factors[next(iter(e))].terms:
            row[m.index(1) if any(m) else size] = fmpq(c)
        rows.append(row)
    if not rows:
        return ()
    reduced, rank = fmpq_mat(rows).rref()
    found = tuple(tuple(reduced[i, j] for j in range(size + 1)) for i in range(rank))
    return "impossible" if any(not any(row[:-1]) for row in found) else found


def _fits(table: FactorTable, *systems: Equations) -> bool:
    used = {k for s in systems for e in s for k in e}
    inside = {g for k in used for g in table.factors[k].generators}
    if any(len(s) > MOST_GENERATORS for s in systems) or len(inside) > MOST_LETTERS:
        return False
    return all(sum(table.factors[k].polynomial.total_degree() for k in e) <= HIGHEST_DEGREE for s in systems for e in s)


def _inside(table: FactorTable, system: Equations, other: Equations) -> bool:
    """Whether all that is asked by the other holds, for certain, wherever the system holds, in the complex numbers too."""
    return all(_follows(table, system, [e]) for e in other if e not in system)


def implied_nonzero(table: FactorTable, system: Equations, k: int) -> bool:
    """Whether a factor has no zero where the system holds."""
    if not _fits(table, (*system, frozenset({k}))):
        return False
    return _impossible(table, [*system, frozenset({k})], None)


def _follows(table: FactorTable, system: Equations, wanted: Sequence[frozenset[int]]) -> bool:
    return all(_impossible(table, system, e) for e in wanted)


def _impossible(table: FactorTable, system: Sequence[frozenset[int]], unless: frozenset[int] | None) -> bool:
    return _refuted(table, system, unless) is True


def _refuted(table: FactorTable, system: Sequence[frozenset[int]], unless: frozenset[int] | None) -> bool | None:
    """Whether equations, with one product that is not nought, have no solution: the ideal is everything. None: not known.

    Roots satisfy one equation more; that they are positive is not used.
    """
    used = sorted({g for e in (*system, unless or ()) for k in e for g in table.factors[k].generators})
    roots = [g for g in used if g in table.relations]
    ring = fmpz_mpoly_ctx.get((*(f"g{g}" for g in used), "unit"), "degrevlex")
    gens = ring.gens()
    places = {g: i for i, g in enumerate(used)}

    def polynomial(ids: frozenset[int]) -> fmpz_mpoly:
        made = []
        for k in ids:
            made.append(ring.from_dict({(*(m[g] for g in used), 0): c for m, c in table.factors[k].terms}))
        return prod(made, start=ring.constant(1))

    ideal = [polynomial(e) for e in system]
    for g in roots:
        n, value = table.relations[g]
        if any(m[h] for m in value.monoms() for h in range(len(m)) if h not in places):
            return None
        common = lcm(*(int(c.q) for c in value.coeffs()))
        terms = {(*(int(m[h]) for h in used), 0): int((c * common).p) for m, c in zip(value.monoms(), value.coeffs(), strict=True)}
        ideal.append(common * gens[places[g]] ** n - ring.from_dict(terms))
    if unless is not None:
        ideal.append(1 - gens[-1] * polynomial(unless))
    found: Any = fmpz_mpoly_vec(ideal, ring).buchberger_naive(limits=LARGEST_BASIS)
    # Also of a basis that was not completed: a number in it is enough.
    return True if any(bool(p.is_constant()) and not p.is_zero() for p in found[0]) else False if found[1] else None


def contradictory(table: FactorTable, system: Equations) -> bool:
    """Whether equations have no solution in the complex numbers either."""
    return bool(_fits(table, system)) and _impossible(table, system, None)


def same_complex_zeros(table: FactorTable, first: Equations, second: Equations) -> Opinion | None:
    """Whether systems of polynomials have the same complex zeros; None where that is not known, or neither has any."""
    if not first or not second or not _fits(table, first, second):
        return None
    empty = [_refuted(table, s, None) for s in (first, second)]
    if None in empty or all(empty):
        return None
    if any(empty):
        return DIFFERENT
    found = [_refuted(table, s, e) for s, other in ((first, second), (second, first)) for e in other if e not in s]
    return DIFFERENT if False in found else None if None in found else EQUAL


def without_needless(formula: Formula, table: FactorTable) -> Formula:
    """Without conditions that a factor is not nought, where the equations beside them say so already."""
    match formula:
        case Every(items):
            system = [e for i in items for e in (equations(i) or ())]
            out: list[Formula] = []
            for item in items:
                if isinstance(item, Lit) and item.signs == NONZERO and system:
                    kept = frozenset(k for k in item.ids if not implied_nonzero(table, tuple(system), k))
                    out += [Lit(kept, NONZERO)] if kept else []
                else:
                    out.append(without_needless(item, table))
            return every(out)
        case Some(items):
            return some(without_needless(i, table) for i in items)
    return formula


def only_equations(formula: Formula) -> bool:
    """Whether there are only equations and conditions that something is not nought in it."""
    return all(isinstance(leaf, Lit) and leaf.signs in (ZERO, NONZERO) for leaf in leaves(formula)) and formula not in (TRUE, FALSE)
