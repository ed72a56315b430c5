"""Where the critical points of a polynomial change with letters in it: what happens between such values is the same all along.

The points are the zeros of the ideal (f_x, f_y). As long as no leading coefficient of its Groebner basis over the letter
vanishes, and the determinant of the Hessian matrix is 0 at none of the points, their number and their classes cannot
change. The values at which one of that happens are the real zeros of polynomials in the letter.

Of a function of second degree whose determinant is a product of letters, the signs of these letters tell; of a form in two
variables whose determinant is no product, as 4 a b - c^2, its own sign.

Source: D. Cox, J. Little, D. O'Shea, *Ideals, Varieties, and Algorithms*, 6.3 (specialisation of Groebner bases).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from math import lcm
from typing import Literal

from sympy import Basic, Eq, Expr, Gt, Lt, Matrix, Poly, PolynomialError, S, Symbol, hessian, sqrt

from tutor.maths.solving.certify.ideal import Polynomial, Ring, TooLarge, basis, ring
from tutor.trees import tree
from tutor.trees.heads.moving import Moving

MOST_DEGREE = 6  # of the function
MOST_LETTERS = 2  # whose signs are gone through
MOST = 4  # values at which something changes: more cases make no page that is read


@dataclass(frozen=True, slots=True)
class LetterCase:
    """What is assumed of the letters, and what stands for each: a number, a letter that knows its ends, or what the others give."""

    relations: tuple[Basic, ...]
    put: Mapping[Symbol, Expr]
    word: Literal["", "local_min", "local_max", "saddle"] = ""  # of the origin alone, where the determinant of a form is not 0
    line: Mapping[Symbol, Expr] = field(default_factory=dict)  # the critical points, where it is 0: one letter by the other


def cases(function: Expr, variables: Sequence[Symbol]) -> tuple[LetterCase, ...]:
    """The cases of the letters of a polynomial; none where they need not, or cannot, be told apart."""
    f = tree.plain(function)
    letters = f.free_symbols - set(variables)
    if len(letters) > 1:
        return _by_signs(f, variables) or _by_determinant(f, variables)
    if len(letters) != 1 or (len(variables) > 2 and not hessian(f, variables).free_symbols <= letters):
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


def _by_determinant(f: Expr, variables: Sequence[Symbol]) -> tuple[LetterCase, ...]:
    """A form with the second derivatives a, b, c, by the sign of a c - b^2, and where that is 0 with c given by the others.

    None where c is no letter of its own, times a number, or a or b neither a number nor such a letter.
    """
    if len(variables) != 2 or not f.is_polynomial(*variables):
        return ()
    terms = Poly(f, *variables)
    if any(sum(m) not in (0, 2) for m in terms.monoms()):
        return ()
    a, b, c, (x, y) = 2 * terms.nth(2, 0), terms.nth(1, 1), 2 * terms.nth(0, 2), variables
    if not isinstance(_bare(c), Symbol):
        a, c, x, y = c, a, y, x
    first, middle, last = map(_bare, (a, b, c))
    if not isinstance(last, Symbol) or last in (a.free_symbols | b.free_symbols) or a == 0 or b == 0:
        return ()
    if not all(e.is_number or isinstance(bare, Symbol) for e, bare in ((a, first), (b, middle))):
        return ()
    ends: list[tuple[tuple[Basic, ...], dict[Symbol, Expr], Expr]] = [((), {}, a)]
    if not a.is_number:
        ends = [((r,), {first: put}, a.subs(first, put)) for r, put in _signs(first) if put != 0]
    ends = [end for end in ends if not (end[2] * c).is_negative]  # else the determinant is negative
    content = (a * c - b**2).expand().primitive()[0]
    d = tree.total(a * c / content, tree.negative(b**2 / content))
    above, below, at = (made(d, S.Zero, evaluate=False) for made in (Gt, Lt, Eq))
    out = [LetterCase((above, *r), {}, "local_min" if value.is_positive else "local_max") for r, _, value in ends]
    out.append(LetterCase((below,), {}, "saddle"))
    for r, put, value in ends:
        out.append(LetterCase((at, *r), {**put, last: b**2 / (value * c.coeff(last))}, line={x: -b * y / value, y: y}))
    if isinstance(first, Symbol) and isinstance(middle, Symbol) and first.is_zero is not False and middle.is_zero is not False:
        none = {first: S.Zero, middle: S.Zero}
        gone = tuple(Eq(e, S.Zero, evaluate=False) for e in none)
        out += [LetterCase((*gone, r), {**none, last: put}) for r, put in _signs(last) if put != 0]
    return tuple(out)


def _bare(e: Expr) -> Expr:
    """An expression without its number in front."""
    return e.as_coeff_Mul()[1]


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
