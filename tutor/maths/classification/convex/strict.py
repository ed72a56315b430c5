"""Whether a convex function is strictly so: whether it is linear along some segment, which is shown, or along none.

Where the Hessian matrix is positive semidefinite and the function analytic, it is strictly convex unless it is linear along
a whole line: along a line the second derivative is never negative, and either 0 everywhere or at isolated points only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice, product
from typing import Literal

from flint import arb
from sympy import Abs, Expr, Matrix, Max, Min, Poly, S, Symbol, cancel, expand, fraction, groebner, lcm, simplify, symbols

from tutor.maths.classification.convex.where import Where
from tutor.maths.classification.signed import signed
from tutor.maths.numbers import ball, sign_of

MOST_STARTS = 25  # points from which lines are tried
DIRECTIONS = 2  # coordinates of the directions that are tried go so far
MOST_TERMS = 60  # of the equations for a line


@dataclass(frozen=True, slots=True)
class LinearAlong:
    """A line on which the function is linear: the points p + t d near t = 0, and its values there."""

    start: Mapping[Symbol, Expr]
    direction: tuple[Expr, ...]
    letter: Symbol
    at: Mapping[Symbol, Expr]
    value: Expr


@dataclass(frozen=True, slots=True)
class Strict:
    """Strictly convex (concave): `by` "separate" (a sum of such functions of one letter each), "lines" (linear along no line)."""

    by: Literal["separate", "lines"]


def strictness(f: Expr, h: Matrix, place: Where) -> Strict | LinearAlong | None:
    """Whether a function with semidefinite Hessian matrix is strict. None where that is not decided."""
    if f.has(Abs, Max, Min):
        return None
    found = straight(f, h, place)
    if found is not None:
        return found
    n = len(place.variables)
    if all(h[i, j] == 0 for i in range(n) for j in range(n) if i != j) and all(h[i, i] != 0 for i in range(n)):
        return Strict("separate")
    if n == 2 and f.is_polynomial(*place.variables) and _no_line(h, place.variables):
        return Strict("lines")
    return None


def straight(f: Expr, h: Matrix, place: Where) -> LinearAlong | None:
    """A line through a point inside along which the second derivative is 0 throughout."""
    t = Symbol(next(n for n in ("t", "s", "r") if n not in {v.name for v in f.free_symbols}), real=True)
    n = len(place.variables)
    for p in islice(place.points(), MOST_STARTS):
        here = h.subs(p)
        for d in _directions(here, n):
            at = {x: a + t * k for (x, a), k in zip(p.items(), d, strict=True)}
            moved = h.xreplace(at)
            vector = Matrix(d)
            bend = expand((vector.T * moved * vector)[0])
            if bend != 0 and simplify(bend) != 0:
                continue
            slope = sum((f.diff(x).xreplace(p) * k for x, k in zip(p, d, strict=True)), S.Zero)
            return LinearAlong(p, d, t, at, simplify(f.xreplace(p)) + simplify(slope) * t)
    return None


def _directions(here: Matrix, n: int) -> Iterator[tuple[Expr, ...]]:
    """The axes, then what the matrix at the point sends to 0."""
    if here.has(S.NaN, S.ComplexInfinity):
        return
    simple = [tuple(map(S, d)) for d in product(range(-DIRECTIONS, DIRECTIONS + 1), repeat=n) if any(d) and next(e for e in d if e) > 0]
    simple.sort(key=lambda d: (sum(map(abs, d)), tuple(-e for e in d)))
    near = [ball(e) for e in here]
    for d in simple:
        vector = Matrix(d)
        if not _apart(near, d) and sign_of(expand((vector.T * here * vector)[0])) == 0:
            yield d
    for vector in here.nullspace() if all(e.is_Rational or e.free_symbols for e in here) else ():
        below = _denominator(vector)
        d = tuple(cancel(e * below) for e in vector)
        if d not in simple:
            yield d


def _apart(near: Sequence[arb | None], d: Sequence[Expr]) -> bool:
    """Whether d^T H d is not 0, by balls around the entries of H: multiplied out, roots in roots take seconds."""
    found, n = arb(0), len(d)
    for k, entry in enumerate(near):
        if entry is None:
            return False
        found += entry * int(d[k // n] * d[k % n])
    return not found.contains(0)


def _denominator(vector: Matrix) -> Expr:
    """A common denominator of the entries."""
    return reduce(lcm, (fraction(cancel(e))[1] for e in vector), S.One)


def _no_line(h: Matrix, variables: tuple[Symbol, ...]) -> bool:
    """Whether the second derivative along y = m x + b, and along x = b, vanishes identically for no real m and b."""
    x, y = variables
    m, b = symbols("m b", real=True)
    upright = Poly(h[1, 1], x, y).as_expr().subs(x, b)
    if _may_vanish(upright, y, (b,)):
        return False
    slanted = expand((h[0, 0] + 2 * m * h[0, 1] + m**2 * h[1, 1]).subs(y, m * x + b))
    return not _may_vanish(slanted, x, (m, b))


def _may_vanish(expr: Expr, along: Symbol, letters: tuple[Symbol, ...]) -> bool:
    """Whether the coefficients have a common zero, as far as a Groebner basis tells: the basis 1 says no."""
    equations = [c for c in Poly(expr, along).all_coeffs() if c != 0]
    if not equations:
        return True
    if any(c.is_number for c in equations):
        return False
    if sum(len(c.as_ordered_terms()) for c in equations) > MOST_TERMS:
        return True
    if not all(c.is_Rational for e in equations for c in Poly(e, *letters).coeffs()):
        return True
    basis = groebner(equations, *letters, order="grevlex")
    if basis.exprs == [S.One]:
        return False
    return not any(_definite(e) for e in basis.exprs)


def _definite(e: Expr) -> bool:
    """Whether an equation has no real solution."""
    found = signed(e)
    return found is not None and found.strict
