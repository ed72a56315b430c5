"""Positive variables enclosed by products of their powers: x y <= 6, y z <= 6, x z <= 12 and x y z >= 4 keep all three away from 0.

In logarithms every such bound is linear, and the set is bounded exactly where no direction keeps all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations
from operator import add

from sympy import Add, Basic, Expr, Ge, Le, Mul, Rational, S, Symbol, Tuple

Row = tuple[Fraction, ...]
MOST_ROWS = 4000  # inequalities in an elimination of Fourier and Motzkin: more do not come from a handful of terms


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The relations used, the bounds of single `products` that are terms of their sums, and how the bounds of the variables follow."""

    relation: Basic
    products: tuple[Basic, ...]
    reached: tuple[Basic, ...]


def enclosed(halves: Sequence[tuple[Expr, Basic]], variables: tuple[Symbol, ...]) -> Enclosed | None:
    """What is used, where p <= 0 for every p of `halves` keeps each of the positive variables in a closed interval above 0."""
    rows: dict[Row, Expr] = {}
    used: list[Basic] = []
    products: list[Row] = []
    for p, source in halves:
        found = _rows(p, variables)
        if found:
            rows |= found
            used.append(source)
            products += found if len(found) > 1 else ()
    if not rows or not _pinned(list(rows), len(variables)):
        return None
    distinct = tuple(dict.fromkeys(used))
    steps = _steps(rows, len(variables))
    single = tuple(_relation(r, rows[r], variables) for r in products) if steps else ()
    reached = (_relation(r, bound, variables) for r, bound in steps.items())
    return Enclosed(distinct[0] if len(distinct) == 1 else Tuple(*distinct), single, tuple(r for r in reached if r not in single))


def _steps(rows: dict[Row, Expr], n: int) -> dict[Row, Expr]:
    """The bounds of single variables, each a product of two that are known before; empty where one is not reached so."""
    known, found = dict(rows), dict[Row, Expr]()
    while len(found) < 2 * n:
        pairs = chain(known.items(), ((tuple(map(add, r, s)), c * d) for (r, c), (s, d) in combinations(known.items(), 2)))
        new = {}
        for r, c in pairs:
            power = sum(map(abs, r))
            unit = tuple(x / power for x in r) if sum(map(bool, r)) == 1 else None
            if unit is not None and unit not in found and unit not in new:
                new[unit] = c ** Rational(power.denominator, power.numerator)
        if not new:
            return {}
        found |= new
        known |= new
    return found


def _relation(row: Row, bound: Expr, variables: tuple[Symbol, ...]) -> Basic:
    """x^a <= c; x >= 1/c for 1/x <= c."""
    turned = all(e <= 0 for e in row)
    powers = Mul(*(v ** Rational(abs(e) if turned else e) for v, e in zip(variables, row, strict=True)))
    return Ge(powers, 1 / bound, evaluate=False) if turned else Le(powers, bound, evaluate=False)


def _rows(p: Expr, variables: tuple[Symbol, ...]) -> dict[Row, Expr]:
    """p <= 0 with one negative term -M: every positive term t has t <= M, a product of powers with a bound, linear in logarithms."""
    terms: dict[Row, Expr] = {}
    for term in Add.make_args(p.expand()):
        coefficient, powers = term.as_independent(*variables, as_Add=False)
        exponents = _exponents(powers, variables)
        if exponents is None:
            return {}
        terms[exponents] = terms.get(exponents, S.Zero) + coefficient
    positive = [e for e, c in terms.items() if c.is_positive]
    negative = [e for e, c in terms.items() if c.is_negative]
    if len(negative) != 1 or not positive or len(positive) + 1 < len(terms):
        return {}
    (m,) = negative
    return {tuple(a - b for a, b in zip(e, m, strict=True)): -terms[m] / terms[e] for e in positive}


def _exponents(powers: Expr, variables: tuple[Symbol, ...]) -> Row | None:
    """The exponents of x^a y^b; None where it is no such product."""
    exponents = dict.fromkeys(variables, Fraction(0))
    for base, e in powers.as_powers_dict().items():
        if base == 1:
            continue
        if base not in exponents or not e.is_Rational:
            return None
        exponents[base] += Fraction(int(e.p), int(e.q))
    return tuple(exponents.values())


def _pinned(rows: list[Row], n: int) -> bool:
    """Whether a u <= 0 for all rows a leaves only u = 0."""
    for i in range(n):
        for sign in (1, -1):
            unit = tuple(Fraction(-sign if k == i else 0) for k in range(n))
            if _solvable([(*r, Fraction(0)) for r in rows] + [(*unit, Fraction(-1))], n):
                return False
    return True


def _solvable(rows: list[Row], n: int) -> bool:
    """Whether a u <= b has a solution, by elimination of one unknown after the other; the last entry of a row is b."""
    for k in range(n):
        above = [r for r in rows if r[k] > 0]
        below = [r for r in rows if r[k] < 0]
        rows = [r for r in rows if r[k] == 0]
        rows += [tuple(x / a[k] - y / b[k] for x, y in zip(a, b, strict=True)) for a in above for b in below]
        rows = list(dict.fromkeys(rows))
        if len(rows) > MOST_ROWS:
            return True  # not decided: as if there were one
    return all(r[n] >= 0 for r in rows)
