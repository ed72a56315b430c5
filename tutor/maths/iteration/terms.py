"""Polynomials with rational coefficients as lists of terms: their values in a fraction of the time that a tree takes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from flint import fmpq
from sympy import Expr, Poly, PolynomialError, Rational, Symbol

from tutor.trees import tree

Terms = tuple[tuple[fmpq, tuple[int, ...]], ...]
MOST = 200  # terms: of more of them, written out, a short formula would rather be slowed down
HIGHEST = 12  # total degree


@lru_cache(maxsize=64)
def terms(formula: Expr, variables: tuple[Symbol, ...]) -> Terms | None:
    """The terms of a polynomial, each a coefficient and its exponents; None for another formula, or a large one."""
    plain = tree.plain(formula)
    if not plain.is_polynomial(*variables):
        return None
    try:
        found = Poly(plain, *variables)
    except PolynomialError:
        return None
    if found.total_degree() > HIGHEST or len(found.terms()) > MOST or not all(c.is_Rational for c in found.coeffs()):
        return None
    return tuple((_fraction(c), powers) for powers, c in found.terms())


def value(made: Terms, at: Sequence[Rational]) -> Rational:
    """The polynomial at a place."""
    place = [_fraction(a) for a in at]
    total = fmpq(0)
    for coefficient, powers in made:
        term = coefficient
        for x, n in zip(place, powers, strict=True):
            if n:
                term *= x**n
        total += term
    return Rational(int(total.p), int(total.q))


def _fraction(number: Rational) -> fmpq:
    return fmpq(int(number.p), int(number.q))
