"""Elimination: a combination of two equations, with polynomials as multipliers, in which an unknown no longer occurs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from flint import fmpq, fmpq_mpoly
from sympy import Expr, Symbol

from tutor.maths.solving import move
from tutor.maths.solving.grounds import grounds
from tutor.maths.solving.multiplied import divided, multiplied
from tutor.maths.solving.polynomial import Ring, in_one_ring
from tutor.maths.solving.state import Outcome, State, Zero, new_zero
from tutor.maths.solving.tree import Deduction, Nothing
from tutor.maths.solving.writing import equation_of

MOST_DEGREE = 7  # of both equations together, in the unknown that is eliminated
MOST_TERMS = 40  # of both equations together
MOST_RESULT = 80  # terms of what is left


def outcomes(state: State) -> Iterator[Outcome]:
    """Each unknown that two polynomial equations share, eliminated; first where that is least work."""
    pairs = [(a, b, x) for a, b in combinations(state.equations, 2) for x in state.left(a.expr) if b.has(x)]
    alone = {state.left(z.expr)[0] for z in state.equations if len(state.left(z.expr)) == 1}
    for a, b, x in sorted(pairs, key=lambda p: _order(state, alone, *p)):
        made = eliminated(a.expr, b.expr, x)
        if made is None:
            continue
        u, v, r = made
        zero, found = new_zero(state, r)
        first, second, u, v, claim = multiplied(a, b, u, v, found)
        facts = {"x": x, "first": first, "second": second, "u": u, "v": v}
        if found.impossible:
            facts |= {"grounds": grounds(found.dropped, state.signs)}
            yield Outcome((), Nothing("eliminate_contradiction", (equation_of(found.numerator),), facts, (claim,)), found.uses, 6)
        if zero is None or found.left in state.tried or any(set(zero.factors) == set(z.factors) for z in state.equations):
            continue
        rest = replace(state, tried=state.tried | {found.left})
        facts |= divided(found, state.signs)
        yield Outcome((Deduction("eliminate", (zero.shown,), facts, (claim,)),), rest.and_zero(zero), found.uses, 6)


def _order(state: State, alone: set[Symbol], a: Zero, b: Zero, x: Symbol) -> tuple[object, ...]:
    """How welcome an elimination is: one that leaves an unknown alone which is not so yet, then the one of lowest degree."""
    left = {*state.left(a.expr), *state.left(b.expr)} - {x}
    return (len(left), left <= alone, len(left) == 1 and x in alone, str(a.expr.count_ops() + b.expr.count_ops()).zfill(5), str(x))


def eliminated(a: Expr, b: Expr, x: Symbol) -> tuple[Expr, Expr, Expr] | None:
    """u, v and u a + v b, in which x does not occur; None where both share a factor or are too large."""
    if not (a.is_polynomial() and b.is_polynomial()):
        return None
    ring, (p, q) = in_one_ring(a, b)
    k = ring.meaning.index(x)
    m, n = p.degrees()[k], q.degrees()[k]
    if not (m and n and m + n <= MOST_DEGREE and len(p) + len(q) <= MOST_TERMS):
        return None
    rows = _sylvester(ring, k, p, q, m, n)
    cofactors = [_determinant(ring, [r[:-1] for j, r in enumerate(rows) if j != i]) * (-1) ** (i + m + n - 1) for i in range(m + n)]
    gens = ring.context.gens()
    u = sum((c * gens[k] ** (n - 1 - i) for i, c in enumerate(cofactors[:n])), ring.context.constant(0))
    v = sum((c * gens[k] ** (m - 1 - i) for i, c in enumerate(cofactors[n:])), ring.context.constant(0))
    common = u.gcd(v)
    if common.degrees()[k] or u.is_zero() or v.is_zero():
        return None
    u, v = divmod(u, common)[0], divmod(v, common)[0]
    left = u * p + v * q
    if left.is_zero() or left.degrees()[k] or len(left) > MOST_RESULT:
        return None
    return ring.expression(u), ring.expression(v), ring.expression(left)


def _sylvester(ring: Ring, k: int, p: fmpq_mpoly, q: fmpq_mpoly, m: int, n: int) -> list[list[fmpq_mpoly]]:
    """The rows: the coefficients of x^(n-1) p, ..., p, x^(m-1) q, ..., q."""
    first, second = _coefficients(ring, k, p, m), _coefficients(ring, k, q, n)
    zero = ring.context.constant(0)
    rows = [[zero] * i + first + [zero] * (n - 1 - i) for i in range(n)]
    return rows + [[zero] * i + second + [zero] * (m - 1 - i) for i in range(m)]


def _coefficients(ring: Ring, k: int, p: fmpq_mpoly, degree: int) -> list[fmpq_mpoly]:
    """The coefficients in one letter, the highest first."""
    parts: list[dict[tuple[int, ...], fmpq]] = [{} for _ in range(degree + 1)]
    for exponents, c in p.to_dict().items():
        e = [int(i) for i in exponents]
        power, e[k] = e[k], 0
        parts[degree - power][tuple(e)] = c
    return [ring.context.from_dict(part) for part in parts]


def _determinant(ring: Ring, rows: Sequence[Sequence[fmpq_mpoly]]) -> fmpq_mpoly:
    """By elimination without fractions (Bareiss)."""
    m = [list(r) for r in rows]
    sign, before = 1, ring.context.constant(1)
    for k in range(len(m) - 1):
        pivot = next((i for i in range(k, len(m)) if not m[i][k].is_zero()), None)
        if pivot is None:
            return ring.context.constant(0)
        if pivot != k:
            m[k], m[pivot], sign = m[pivot], m[k], -sign
        for i in range(k + 1, len(m)):
            for j in range(k + 1, len(m)):
                m[i][j] = divmod(m[i][j] * m[k][k] - m[i][k] * m[k][j], before)[0]
        before = m[k][k]
    return m[-1][-1] * sign if m else ring.context.constant(1)


MOVE = move.Move(
    outcomes,
    move.MoveRank.LAST,
    "u a + v b = 0 follows from a = 0 and b = 0; u and v are chosen so that an unknown drops out",
    ("x^2 + y^2 + x = 5, x^2 - x y + y = 2; x, y",),
    "Cox, Little, O'Shea, Ideals, Varieties, and Algorithms, 3.6",
)
