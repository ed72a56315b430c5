"""Where the critical points of a polynomial change with letters in it: what happens between such values is the same all along.

The points are the zeros of the ideal (f_x, f_y). As long as no leading coefficient of its Groebner basis over the letter
vanishes, and the determinant of the Hessian matrix is 0 at none of the points, their number and their classes cannot
change. The values at which one of that happens are the real zeros of polynomials in the letter.

Of a function of second degree whose determinant is a product of letters, the signs of these letters tell.

Source: D. Cox, J. Little, D. O'Shea, *Ideals, Varieties, and Algorithms*, 6.3 (specialisation of Groebner bases).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import lcm

from sympy import Basic, Eq, Expr, Gt, Lt, Matrix, Poly, PolynomialError, S, Symbol, hessian, sqrt

from tutor.maths.solving.certify.ideal import Polynomial, Ring, TooLarge, basis, ring
from tutor.trees import tree
from tutor.trees.heads.moving import Moving

MOST_DEGREE = 6  # of the function
MOST_LETTERS = 2  # whose signs are gone through
MOST = 4  # values at which something changes: more cases make no page that is read


@dataclass(frozen=True, slots=True)
class LetterCase:
    """What is assumed of the letters, and what stands for each: a number, or a letter that knows its ends."""

    relations: tuple[Basic, ...]
    put: Mapping[Symbol, Expr]


def cases(function: Expr, variables: Sequence[Symbol]) -> tuple[LetterCase, ...]:
    """The cases of the letters of a polynomial; none where they need not, or cannot, be told apart."""
    f = tree.plain(function)
    letters = f.free_symbols - set(variables)
    if len(letters) > 1:
        return _by_signs(f, variables)
    if len(letters) != 1 or len(variables) > 2:
        return ()
    (c,) = letters
    try:
        p = Poly(f, *variables, c)
    except PolynomialError:
        return ()
    if (not p.domain.is_QQ and not p.domain.is_ZZ) or p.total_degree() > MOST_DEGREE or c.is_integer:
        return ()
    found = _changes(f, variables, c)
    if not found:
        return ()
    low = S.Zero if c.is_nonnegative else S.NegativeInfinity
    high = S.Zero if c.is_nonpositive else S.Infinity
    return tuple(_cells(c, [b for b in found if _inside(b, low, high)], low, high))


def _by_signs(f: Expr, variables: Sequence[Symbol]) -> tuple[LetterCase, ...]:
    """The signs of the letters, where the determinant of the second derivatives is a product of them: a x^2 + b y^2."""
    if not f.is_polynomial(*variables) or Poly(f, *variables).total_degree() != 2:
        return ()
    determinant = Matrix(hessian(f, variables)).det().expand().as_independent(*variables, as_Add=False)[0]
    told = sorted((b for b in determinant.as_powers_dict() if not b.is_number), key=str)
    if not told or len(told) > MOST_LETTERS or not all(isinstance(c, Symbol) for c in told):
        return ()
    signs = [_signs(c) for c in told]
    if all(len(s) == 1 for s in signs):
        return ()
    cells = [cell for cell in product(*signs) if any(put != 0 for _, put in cell)]  # without them nothing of second degree is left
    return tuple(LetterCase(tuple(r for r, _ in cell), {c: put for c, (_, put) in zip(told, cell, strict=True)}) for cell in cells)


def _signs(c: Symbol) -> tuple[tuple[Basic, Expr], ...]:
    """Each sign that a letter may have, and what stands for it then."""
    above = (Gt(c, S.Zero, evaluate=False), Moving(c.name, S.Zero, S.Infinity))
    below = (Lt(c, S.Zero, evaluate=False), Moving(c.name, S.NegativeInfinity, S.Zero))
    if c.is_positive:
        return (above,)
    if c.is_negative:
        return (below,)
    at = (Eq(c, S.Zero, evaluate=False), S.Zero)
    return (above, at) if c.is_nonnegative else (below, at) if c.is_nonpositive else (above, at, below)


def _inside(b: Expr, low: Expr, high: Expr) -> bool:
    return bool((b > low) and (b < high))


def _cells(c: Symbol, places: Sequence[Expr], low: Expr, high: Expr) -> Sequence[LetterCase]:
    """From the least to the greatest value of the letter, intervals and the numbers between them."""
    if not places:
        return ()
    out: list[LetterCase] = []
    for a, b in pairwise((low, *places, high)):
        above = () if a.is_infinite else (Gt(c, a, evaluate=False),)
        below = () if b.is_infinite else (Lt(c, b, evaluate=False),)
        out.append(LetterCase((*above, *below), {c: Moving(c.name, a, b)}))
        if b in places:
            out.append(LetterCase((Eq(c, b, evaluate=False),), {c: b}))
    return out


def _changes(f: Expr, variables: Sequence[Symbol], c: Symbol) -> list[Expr]:
    """The values of the letter at which something may change, in order; empty where there are none, or they are not found."""
    where = ring([f"v{k}" for k in range(len(variables) + 1)], "lex")
    slopes = [_polynomial(f.diff(x), (*variables, c), where) for x in variables]
    bend = _polynomial(Matrix(hessian(f, variables)).det().expand(), (*variables, c), where)
    try:
        regular, degenerate = basis(slopes, where), basis([*slopes, bend], where)
    except TooLarge:
        return []
    n = len(variables)
    alone = [p for p in degenerate if not any(any(m[:n]) for m in p.monoms())]
    if not alone:
        return []  # for every value there are points that the test does not classify
    found: dict[Expr, None] = {}
    for p in (*regular, *alone):
        made = _real_zeros(_leading(p, n, c))
        if made is None:
            return []
        found |= dict.fromkeys(made)
    return sorted(found, key=lambda r: r.evalf(30)) if len(found) <= MOST else []


def _polynomial(e: Expr, letters: Sequence[Symbol], where: Ring) -> Polynomial:
    """A polynomial with whole coefficients that has the same zeros."""
    p = Poly(e, *letters)
    scale = lcm(*(int(k.q) for k in p.coeffs()))
    return where.from_dict({tuple(map(int, m)): int(k * scale) for m, k in p.terms()})


def _leading(p: Polynomial, n: int, c: Symbol) -> Poly:
    """The coefficient, a polynomial in the letter, of the leading monomial in the n variables."""
    terms = [(tuple(map(int, m)), int(k)) for m, k in zip(p.monoms(), p.coeffs(), strict=True)]
    most = max(m[:n] for m, _ in terms)
    return Poly.from_dict({m[n:]: k for m, k in terms if m[:n] == most}, c)


def _real_zeros(p: Poly) -> list[Expr] | None:
    """The real zeros of a polynomial by formulas; None where a factor has none that is short."""
    out: list[Expr] = []
    for factor, _ in p.factor_list()[1]:
        match factor.degree():
            case 1:
                out.append(-factor.nth(0) / factor.nth(1))
            case 2:
                a, b, k = factor.all_coeffs()
                d = b**2 - 4 * a * k
                out += [] if d < 0 else [(-b + s * sqrt(d)) / (2 * a) for s in (-1, 1)]
            case _ if factor.count_roots() > 0:
                return None
    return out
