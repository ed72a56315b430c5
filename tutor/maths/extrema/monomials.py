"""Positive variables enclosed by products of their powers: x y <= 6, y z <= 6, x z <= 12 and x y z >= 4 keep all three away from 0.

In logarithms every such bound is linear, and the set is bounded exactly where no direction keeps all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sympy import Add, Basic, Expr, S, Symbol, Tuple

Row = tuple[Fraction, ...]
MOST_ROWS = 4000  # inequalities in an elimination of Fourier and Motzkin: more do not come from a handful of terms


def enclosed(halves: Sequence[tuple[Expr, Basic]], variables: tuple[Symbol, ...]) -> Basic | None:
    """The relations used, where p <= 0 for every p of `halves` keeps each of the positive variables in a closed interval above 0."""
    rows: list[Row] = []
    used: list[Basic] = []
    for p, source in halves:
        found = _rows(p, variables)
        if found:
            rows += found
            used.append(source)
    if not rows or not _pinned(rows, len(variables)):
        return None
    distinct = tuple(dict.fromkeys(used))
    return distinct[0] if len(distinct) == 1 else Tuple(*distinct)


def _rows(p: Expr, variables: tuple[Symbol, ...]) -> list[Row]:
    """p <= 0 with one negative term -M: every positive term t has t/M <= 1, which is linear in logarithms."""
    terms: dict[Row, Expr] = {}
    for term in Add.make_args(p.expand()):
        coefficient, powers = term.as_independent(*variables, as_Add=False)
        exponents = _exponents(powers, variables)
        if exponents is None:
            return []
        terms[exponents] = terms.get(exponents, S.Zero) + coefficient
    positive = [e for e, c in terms.items() if c.is_positive]
    negative = [e for e, c in terms.items() if c.is_negative]
    if len(negative) != 1 or not positive or len(positive) + 1 < len(terms):
        return []
    (m,) = negative
    return [tuple(a - b for a, b in zip(e, m, strict=True)) for e in positive]


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
