"""The letters in which a function bends put at their best, so that only those are left in which it does not.

Where the Hessian matrix has rank r, the function is least (greatest) in r of the letters at w = φ(v), a power series, and
f(φ(v), v), which has no terms below degree 3, takes the signs that decide: the splitting lemma.

Source: J. Milnor, *Morse Theory* (1963), lemma 2.2; T. Poston, I. Stewart, *Catastrophe Theory* (1978), ch. 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from sympy import Expr, Matrix, S, expand

from tutor.maths.classification.taylor import Germ, Terms, added, composed
from tutor.maths.numbers import sign_of

MOST_ROUNDS = 24  # each adds an order to the series


@dataclass(frozen=True, slots=True)
class Split:
    """What is left of a germ: `rest` in the letters `kept`; `turn` is 1 where the others are at their least, -1 at their greatest.

    `others[k]` is what letter k is put to, a polynomial in the kept letters (of a series cut off where `rest` is).
    """

    rest: Germ
    kept: tuple[int, ...]
    others: Mapping[int, Terms]
    turn: int


def second(of: Germ, n: int) -> Matrix:
    """The Hessian matrix of a germ at the point."""
    h = Matrix.zeros(n, n)
    for m, c in of.part(2).items():
        i, j = (k for k, e in enumerate(m) for _ in range(e))
        h[i, j] += c
        h[j, i] += c
    return h


def split(of: Germ, n: int) -> Split | None:
    """The letters that bend left out. None where the Hessian matrix is not semidefinite, or its rank is not decided."""
    h = second(of, n)
    chosen = _bending(h)
    if chosen is None:
        return None
    rows, turn = chosen
    kept = tuple(k for k in range(n) if k not in rows)
    inverse = h[list(rows), list(rows)].inv() if rows else Matrix.zeros(0, 0)
    slopes = [_slope(of.terms, k) for k in rows]
    series: dict[int, Terms] = {k: {} for k in rows}
    size = len(kept)
    # each letter gets a correction - H^-1 times the slope that is left, until none is left to the order
    order = of.order or 2 * max((sum(m) for m in of.terms), default=2)
    for _ in range(MOST_ROUNDS):
        inner = _inner(n, kept, series)
        left = [_real(composed(s, inner, order, size)) for s in slopes]
        if not any(left):
            break
        for i, k in enumerate(rows):
            for j in range(len(rows)):
                series[k] = added(series[k], {m: expand(-inverse[i, j] * c) for m, c in left[j].items()})
            series[k] = _real(series[k])
    else:
        return None
    inner = _inner(n, kept, series)
    whole = of.order is None and not any(_real(composed(s, inner, None, size)) for s in slopes)
    rest = _real(composed(of.terms, inner, None if whole else order, size))
    rest.pop((0,) * size, None)
    return Split(Germ(rest, None if whole else order), kept, series, turn)


def _bending(h: Matrix) -> tuple[tuple[int, ...], int] | None:
    """Letters on which the matrix is definite while it vanishes on the rest, and its sign; None where it is not semidefinite."""
    n = h.rows
    for size in range(n, 0, -1):
        for rows in combinations(range(n), size):
            block = h[list(rows), list(rows)]
            found = sign_of(expand(block.det()))
            if found is None:
                return None
            if found == 0:
                continue
            for turn in (1, -1):
                if all(sign_of(expand((turn * block)[:k, :k].det())) == 1 for k in range(1, size + 1)):
                    return rows, turn
            return None
    return (), 1


def _slope(terms: Mapping[tuple[int, ...], Expr], k: int) -> Terms:
    """The derivative by letter k."""
    return {tuple(e - (i == k) for i, e in enumerate(m)): c * m[k] for m, c in terms.items() if m[k]}


def _inner(n: int, kept: tuple[int, ...], series: Mapping[int, Terms]) -> list[Terms]:
    own = {k: {tuple(int(i == j) for j in range(len(kept))): S.One} for i, k in enumerate(kept)}
    return [own[k] if k in own else dict(series[k]) for k in range(n)]


def _real(terms: Terms) -> Terms:
    return {m: c for m, c in terms.items() if sign_of(c) != 0}
