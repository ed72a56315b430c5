"""Polynomials that are never negative over a box: squares completed one letter at a time, real zeros counted, ends of a range as origin.

A polynomial of degree 2 in a letter y is a (y + b/2a)² + (4ac - b²)/4a; it is never negative where a > 0 and the rest is
not. A polynomial in one letter is looked at by its real zeros (Sturm). On x >= 0 a polynomial whose coefficients are all
positive is positive; x = lower + s, or x = (lower + upper s)/(1 + s), brings other ranges to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations, product
from typing import Literal

from sympy import Add, Expr, Mul, Poly, Pow, Rational, S, Symbol, expand
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.classification.bounds import Range
from tutor.maths.numbers import sign_of

MOST_LETTERS = 4
MOST_DEGREE = 16  # of a polynomial whose zeros are counted

By = Literal["squares", "zeros", "shifted", "means", "form"]


@dataclass(frozen=True, slots=True)
class ShownSign:
    """Whether it is never 0, and an equal form that shows it in the way `by`."""

    strict: bool
    form: Expr
    by: By


def nonnegative(expr: Expr, where: Mapping[Symbol, Range]) -> ShownSign | None:
    """How a polynomial with rational coefficients is seen to be never negative over a box."""
    letters = sorted(expr.free_symbols, key=str)
    if not letters or len(letters) > MOST_LETTERS:
        return None
    try:
        polynomial = Poly(expr, *letters)
    except PolynomialError:
        return None
    if not all(c.is_Rational for c in polynomial.coeffs()):
        return _surd(polynomial)
    if len(letters) == 1:
        return _one_letter(polynomial, where[letters[0]])
    return _squares(polynomial) or _shifted(polynomial, where) or _means(polynomial)


# -- one letter ----------------------------------------------------------------------------------------------------------


def _one_letter(p: Poly, where: Range) -> ShownSign | None:
    """By the zeros inside the range: those of odd multiplicity change the sign, those of even do not."""
    if p.degree() > MOST_DEGREE:
        return None
    if p.degree() == 2 and not where.lower.is_finite and not where.upper.is_finite:
        return _completed(p)
    strict = True
    for f, multiplicity in p.factor_list()[1]:
        inside, at_ends = _zeros(f, where)
        if inside and multiplicity % 2:
            return None
        strict = strict and not inside and not at_ends
    return ShownSign(strict, p.as_expr(), "zeros") if sign_of(p.eval(_some(p, where))) == 1 else None


def _zeros(f: Poly, where: Range) -> tuple[int, int]:
    """How many zeros of an irreducible polynomial lie inside the range, and at those of its ends that belong to it.

    An end that is not rational is left out, so that zeros beyond it count too: that proves less, but nothing wrong.
    """
    ends = [(e if e.is_Rational else None, strict) for e, strict in ((where.lower, where.lower_strict), (where.upper, where.upper_strict))]
    count = int(f.count_roots(*(e for e, _ in ends)))
    hit = [strict for e, strict in ends if e is not None and f.eval(e) == 0]
    return count - len(hit), sum(not strict for strict in hit)


def _some(p: Poly, where: Range) -> Rational:
    """A rational number in the range at which p is not 0."""
    low = where.lower if where.lower.is_Rational else (None if not where.lower.is_finite else Rational(int(where.lower.evalf()) + 1))
    high = where.upper if where.upper.is_Rational else (None if not where.upper.is_finite else Rational(int(where.upper.evalf()) - 1))
    for k in range(1, 60):
        if low is not None and high is not None:
            q = low + (high - low) * Rational(k, 61)
        elif low is not None:
            q = low + Rational(k, 3)
        elif high is not None:
            q = high - Rational(k, 3)
        else:
            q = Rational(k, 3)
        if p.eval(q) != 0:
            return q
    raise AssertionError("a polynomial with more zeros than its degree")


# -- squares -------------------------------------------------------------------------------------------------------------


def _completed(p: Poly) -> ShownSign | None:
    """a x² + b x + c with its square completed."""
    (x,) = p.gens
    a, b, c = p.all_coeffs()
    rest = c - b**2 / (4 * a)
    if a < 0 or rest < 0:
        return None
    return ShownSign(bool(rest > 0), a * (x + b / (2 * a)) ** 2 + rest, "squares")


def _squares(p: Poly) -> ShownSign | None:
    """One letter after the other completed to a square, in the order that works."""
    for order in permutations(p.gens):
        found = _in_order(p.as_expr(), order)
        if found is not None:
            return found
    return None


def _in_order(expr: Expr, order: tuple[Symbol, ...]) -> ShownSign | None:
    letters = [x for x in order if x in expr.free_symbols]
    if not letters:
        value = sign_of(expr)
        return None if value is None or value < 0 else ShownSign(value == 1, expr, "squares")
    if len(letters) == 1:
        p = Poly(expr, letters[0])
        return _completed(p) if p.degree() == 2 else _line(p)
    x = letters[0]
    p = Poly(expr, x)
    half = 1
    if p.degree() == 4 and p.coeff_monomial(x) == 0 and p.coeff_monomial(x**3) == 0:
        half, p = 2, Poly.from_dict({(m[0] // 2,): c for m, c in p.terms()}, x)
    if p.degree() != 2:
        return _even(expr, letters)
    a, b, c = (expand(q) for q in p.all_coeffs())
    lead = _in_order(a, order) if a.free_symbols else (ShownSign(True, a, "form") if sign_of(a) == 1 else None)
    if lead is None or not lead.strict:
        return _even(expr, letters)
    if half == 2 and sign_of(b) in (0, 1) and not b.free_symbols:
        rest = _in_order(c, order)
        return None if rest is None else ShownSign(rest.strict, lead.form * x**4 + b * x**2 + rest.form, "squares")
    quotient = (c - b**2 / (4 * a)).together()
    over, under = quotient.as_numer_denom()
    rest = _in_order(expand(over), order) if sign_of(expand(under)) == 1 or under.free_symbols else None
    if rest is None or (under.free_symbols and _in_order(expand(under), order) is None):
        return _even(expr, letters)
    form = Add(Mul(lead.form, Pow(x**half + (b / (2 * a)).cancel(), 2)), rest.form / under)
    return ShownSign(rest.strict, form, "squares")


def _line(p: Poly) -> ShownSign | None:
    found = _one_letter(p, Range())
    return None if found is None else ShownSign(found.strict, found.form, "squares")


def _even(expr: Expr, letters: list[Symbol]) -> ShownSign | None:
    """A sum of even monomials with positive coefficients."""
    terms = Poly(expr, *letters).terms()
    if all(c > 0 and all(e % 2 == 0 for e in m) for m, c in terms):
        return ShownSign(any(not any(m) for m, _ in terms), expr, "form")
    return None


def _surd(p: Poly) -> ShownSign | None:
    """Surds among the coefficients: even monomials only."""
    terms = p.terms()
    if all(sign_of(c) == 1 and all(e % 2 == 0 for e in m) for m, c in terms):
        return ShownSign(any(not any(m) for m, _ in terms), p.as_expr(), "form")
    if len(p.gens) == 1 and p.degree() == 2:
        a, b, c = p.all_coeffs()
        rest = expand(c - b**2 / (4 * a))
        found = sign_of(rest)
        if sign_of(a) == 1 and found in (0, 1):
            return ShownSign(found == 1, a * (p.gens[0] + b / (2 * a)) ** 2 + rest, "squares")
    return None


# -- other origins -------------------------------------------------------------------------------------------------------


def _shifted(p: Poly, where: Mapping[Symbol, Range]) -> ShownSign | None:
    """With each letter measured from an end of its range, all coefficients positive."""
    expr, changed = p.as_expr(), False
    moves: list[tuple[Symbol, list[Expr | None]]] = []
    for x in p.gens:
        r = where[x]
        choices: list[Expr | None] = []
        if r.bounded and r.lower.is_Rational and r.upper.is_Rational:
            choices.append((r.lower + r.upper * x) / (1 + x))
        elif r.lower.is_Rational:
            choices.append(r.lower + x)
        elif r.upper.is_Rational:
            choices.append(r.upper - x)
        moves.append((x, choices or [None]))
        changed = changed or bool(choices)
    if not changed:
        return None
    for chosen in product(*(c for _, c in moves)):
        placed = {x: e for (x, _), e in zip(moves, chosen, strict=True) if e is not None}
        free = [x for x in p.gens if x not in placed]
        over = expr.xreplace(placed).together().as_numer_denom()[0]
        made = Poly(expand(over), *p.gens)
        terms = made.terms()
        if all(c > 0 for _, c in terms) and all(m[k] % 2 == 0 for m, _ in terms for k, x in enumerate(p.gens) if x in free):
            strict = any(_never_zero(m, p.gens, where, set(placed)) for m, _ in terms)
            return ShownSign(strict, expr, "shifted")
    return None


def _never_zero(monomial: tuple[int, ...], letters: tuple[Symbol, ...], where: Mapping[Symbol, Range], placed: set[Symbol]) -> bool:
    """Whether a monomial in the shifted letters is never 0: those whose end is left out of the range are positive."""
    return all(e == 0 or (x in placed and where[x].lower_strict and where[x].upper_strict) for e, x in zip(monomial, letters, strict=True))


# -- means ---------------------------------------------------------------------------------------------------------------


def _means(p: Poly) -> ShownSign | None:
    """Each term that may be negative lies below a weighted mean of two even ones: 2xy <= x² + y², and their like."""
    terms = dict(p.terms())
    good = {m: c for m, c in terms.items() if c > 0 and all(e % 2 == 0 for e in m)}
    bad = [(m, abs(c)) for m, c in terms.items() if m not in good]
    left = dict(good)
    for m, c in bad:
        for a, b, w in _pairs(m, good):
            # |x^m| <= w A + (1 - w) B, scaled so that what is left of each stays positive as long as it can
            need_a, need_b = c * w, c * (1 - w)
            if left[a] >= need_a and left[b] >= need_b:
                left[a] -= need_a
                left[b] -= need_b
                break
        else:
            return None
    zero = (0,) * len(p.gens)
    return ShownSign(bool(left.get(zero, S.Zero) > 0), p.as_expr(), "means")


def _pairs(m: tuple[int, ...], good: Mapping[tuple[int, ...], Expr]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], Rational]]:
    listed = sorted(good)
    for i, a in enumerate(listed):
        for b in listed[i + 1 :]:
            k = next(k for k in range(len(m)) if a[k] != b[k])
            w = Rational(m[k] - b[k], a[k] - b[k])
            if 0 < w < 1 and all(w * p + (1 - w) * q == e for p, q, e in zip(a, b, m, strict=True)):
                yield a, b, w
