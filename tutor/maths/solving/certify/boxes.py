"""Interval exclusion: a bounded box that holds all solutions is cut up until each piece has none, or one that was found.

A piece has none where an equation does not take the value 0 on it; it has one at most where the equations map it one to
one, as their matrix of slopes, multiplied by the inverse of that at a found solution, stays near to the unit matrix.

Source: R. Moore, R. Kearfott, M. Cloud, *Introduction to Interval Analysis* (2009), ch. 8.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb, arb_mat, ctx
from sympy import Add, Basic, Expr, Ge, Gt, Integer, Le, Lt, Mul, Pow, Rational, Symbol, ceiling, expand
from sympy.core.relational import Relational

from tutor.budget import Work
from tutor.maths.solving.certify.balls import value
from tutor.maths.solving.certify.count import Given

BITS = 64
MOST_UNKNOWNS = 3
MOST_BOXES = 6000
BOX = 0.5  # steps that a look at one takes
NARROWEST = 2.0**-24  # a piece so small that is neither excluded nor explained ends the search
WIDEST = 4  # the halvings after which a neighbourhood of a solution is tried, and how many more
SHARPEST = 24


@dataclass(frozen=True, slots=True)
class SolutionBox:
    """A box outside of which there is no solution, as relations, and how many solutions are in it."""

    relations: tuple[Basic, ...]
    count: int


Piece = tuple[tuple[float, float], ...]


def searched(given: Given, work: Work) -> SolutionBox | None:
    """The box, where everything in it but the solutions found is excluded; None where that was not managed."""
    n = len(given.unknowns)
    if not 0 < n <= MOST_UNKNOWNS or len(given.equations) != n or any(r.parameters for r in given.roots):
        return None
    ends = [_ends(x, given) for x in given.unknowns]
    if any(low is None or high is None for low, high in ends):
        return None
    before, ctx.prec = ctx.prec, BITS
    try:
        known = [_neighbourhood(given, [r.at[x] for x in given.unknowns]) for r in given.roots]
        if any(k is None for k in known):
            return None
        whole = tuple((float(low), float(high)) for low, high in ends if low is not None and high is not None)
        if not _excluded(given, whole, [k for k in known if k is not None], work):
            return None
    finally:
        ctx.prec = before
    relations: list[Basic] = []
    for x, (low, high) in zip(given.unknowns, ends, strict=True):
        relations += [Ge(x, low, evaluate=False), Le(x, high, evaluate=False)]
    return SolutionBox(tuple(relations), len(given.roots))


def _ends(x: Symbol, given: Given) -> tuple[Integer | None, Integer | None]:
    """Whole numbers between which an unknown must lie; None for an end where there is none."""
    low: list[Expr] = []
    high: list[Expr] = []
    for c in given.conditions:
        if isinstance(c, Ge | Gt | Le | Lt) and c.free_symbols == {x}:
            difference = expand(c.lhs - c.rhs)
            slope = difference.diff(x)
            if slope.is_number and slope != 0:
                (low if isinstance(c, Ge | Gt) == bool(slope > 0) else high).append(-difference.subs(x, 0) / slope)
    for e in given.equations:
        bound = _even_bound(expand(e), x)
        if bound is not None:
            low.append(-bound)
            high.append(bound)
    return (max(-ceiling(-b) for b in low) if low else None, min(ceiling(b) for b in high) if high else None)


def _even_bound(e: Expr, x: Symbol) -> Expr | None:
    """b with |x| <= b, from an equation a x^2 + (even powers with coefficients of the same sign) = c."""
    number, rest = e.as_coeff_Add()
    out, signs = None, set()
    for t in Add.make_args(rest):
        c, m = t.as_coeff_Mul()
        if not all(isinstance(f, Pow) and isinstance(f.exp, Integer) and f.exp > 0 and f.exp % 2 == 0 for f in Mul.make_args(m)):
            return None
        signs.add(bool(c > 0))
        if isinstance(m, Pow) and m.base == x:
            out = (abs(number) / abs(c)) ** Rational(1, int(m.exp))
    return out if len(signs) == 1 and number.is_number and out is not None else None


def _ball(low: float, high: float) -> arb:
    return arb(low).union(arb(high))


def _neighbourhood(given: Given, at: Sequence[Expr]) -> Piece | None:
    """A piece around a solution on which it is the only one; None where none was found, as at a multiple solution."""
    centre = [value(v, {}) for v in at]
    if any(c is None for c in centre):
        return None
    slopes = [[e.diff(x) for x in given.unknowns] for e in given.equations]
    here = _matrix(slopes, given.unknowns, centre)
    if here is None:
        return None
    try:
        inverse = arb_mat([[c.mid() for c in row] for row in here.table()]).inv()
    except ZeroDivisionError:
        return None
    n = len(given.unknowns)
    for k in range(WIDEST, SHARPEST):
        width = 2.0 ** (WIDEST - 3 - k)
        piece = tuple((float(c.mid()) - width, float(c.mid()) + width) for c in centre)
        there = _matrix(slopes, given.unknowns, [_ball(*p) for p in piece])
        if there is None:
            continue
        near = (inverse * there).table()
        if all(sum((abs(near[i][j] - int(i == j)) for j in range(n)), arb(0)) < 1 for i in range(n)):
            return piece
    return None


def _matrix(slopes: Sequence[Sequence[Expr]], unknowns: Sequence[Symbol], at: Sequence[arb]) -> arb_mat | None:
    where = dict(zip(unknowns, at, strict=True))
    entries = [[value(e, where, BITS) for e in row] for row in slopes]
    return None if any(e is None for row in entries for e in row) else arb_mat(entries)


def _excluded(given: Given, whole: Piece, known: Sequence[Piece], work: Work) -> bool:
    pieces, seen = [whole], 0
    while pieces:
        piece = pieces.pop()
        seen += 1
        if seen > MOST_BOXES or not work.spend(BOX):
            return False
        if any(all(a >= c and b <= d for (a, b), (c, d) in zip(piece, k, strict=True)) for k in known):
            continue
        where = dict(zip(given.unknowns, (_ball(*p) for p in piece), strict=True))
        values = (value(e, where, BITS) for e in given.equations)
        if any(v is not None and not v.contains(0) for v in values) or _forbidden(given.conditions, where):
            continue
        if max(b - a for a, b in piece) < NARROWEST:
            return False
        pieces.extend(_halves(piece))
    return True


def _forbidden(conditions: Sequence[Basic], where: dict[Basic, arb]) -> bool:
    """Whether a condition is broken everywhere on a piece."""
    for c in conditions:
        if not isinstance(c, Relational):
            continue
        v = value(c.lhs - c.rhs, where, BITS)
        if v is not None and ((isinstance(c, Ge | Gt) and v < 0) or (isinstance(c, Le | Lt) and v > 0)):
            return True
    return False


def _halves(piece: Piece) -> list[Piece]:
    """The two halves along the longest side."""
    k = max(range(len(piece)), key=lambda i: piece[i][1] - piece[i][0])
    a, b = piece[k]
    return [tuple((*piece[:k], half, *piece[k + 1 :])) for half in ((a, (a + b) / 2), ((a + b) / 2, b))]
