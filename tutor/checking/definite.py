"""Which polynomials have one sign everywhere: by their terms, their real zeros, or as sums of squares.

A polynomial is the sequence of its terms: the exponents of all letters, and a whole coefficient.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from flint import arb, fmpz_poly

from tutor.checking.balls.fraction import Ball
from tutor.checking.values import precision

Terms: TypeAlias = Sequence[tuple[tuple[int, ...], int]]


def evaluated(terms: Terms, values: Sequence[Any]) -> Any:
    """The value of a polynomial where the generators have these values."""
    total: Ball = arb(0)
    for exponents, coefficient in terms:
        product: Ball = arb(coefficient)
        for k, e in enumerate(exponents):
            if e:
                product = product * (values[k] if e == 1 else values[k] ** e)
        total = total + product
    return total


def definite(terms: Terms, signs: Sequence[int], pure: bool) -> int:
    """1 or -1 where a polynomial can be seen to have this sign everywhere, else 0."""
    if len({c > 0 for _, c in terms}) == 1:
        nonnegative = all(e % 2 == 0 or signs[k] for m, _ in terms for k, e in enumerate(m))
        somewhere = any(all(not e or signs[k] == 2 for k, e in enumerate(m)) for m, _ in terms)
        if nonnegative and somewhere:
            return 1 if terms[0][1] > 0 else -1
    if not pure:
        return 0
    used = [k for k in range(len(signs)) if any(m[k] for m, _ in terms)]
    if len(used) == 1:
        return _without_roots({m[used[0]]: c for m, c in terms})
    return _quadratic(terms, used) or (_by_degrees(terms, used) if len(used) == 2 else 0)


def _by_degrees(terms: Terms, used: Sequence[int]) -> int:
    """The sign of a number and of forms in two letters that all have it: x^4 + x^2 y^2 + y^4 + 1."""
    forms: dict[int, dict[int, int]] = {}
    for m, c in terms:
        forms.setdefault(m[used[0]] + m[used[1]], {})[m[used[0]]] = c
    if 0 not in forms:
        return 0
    found = {_sign_of_form(degree, form) for degree, form in forms.items()}
    return found.pop() if len(found) == 1 else 0


def _sign_of_form(degree: int, form: Mapping[int, int]) -> int:
    """Of a form: the number before each power of the first letter, the second one having the rest of the degree."""
    if len(form) == 1:
        ((e, c),) = form.items()
        return 0 if e % 2 or degree % 2 else 1 if c > 0 else -1
    return _without_roots(form) if max(form) == degree and min(form) == 0 else 0


def _without_roots(coefficients: Mapping[int, int]) -> int:
    degree = max(coefficients)
    if degree % 2:
        return 0
    polynomial = fmpz_poly([coefficients.get(k, 0) for k in range(degree + 1)])
    with precision(64):
        roots: list[Any] = polynomial.complex_roots()
        if any(root.imag.is_zero() for root, _ in roots):
            return 0
    return 1 if coefficients[degree] > 0 else -1


def _quadratic(terms: Terms, used: Sequence[int]) -> int:
    """The sign of a quadratic polynomial without real zeros: one of its squares is a number."""
    found = completed_squares(terms, used)
    return found[0] if found is not None and any(not any(form[:-1]) for form in found[1]) else 0


def completed_squares(terms: Terms, used: Sequence[int]) -> tuple[int, list[list[Fraction]]] | None:
    """A quadratic polynomial as a sum of squares, or minus one: the sign, and the linear forms, constants last."""
    if max(sum(m) for m, _ in terms) != 2:
        return None
    size = len(used) + 1
    matrix = [[Fraction(0)] * size for _ in range(size)]
    for m, c in terms:
        places = [i for i, k in enumerate(used) for _ in range(m[k])]
        i, j = (*places, size - 1, size - 1)[:2]
        matrix[i][j] += Fraction(c, 2)
        matrix[j][i] += Fraction(c, 2)
    sign = 1 if matrix[0][0] > 0 else -1
    rows = [[sign * e for e in row] for row in matrix]
    forms: list[list[Fraction]] = []
    for i in range(size):
        pivot = rows[i][i]
        if pivot < 0 or (pivot == 0 and any(rows[i][i:])):
            return None
        if pivot == 0:
            continue
        forms.append([e / pivot for e in rows[i]])
        for j in range(i + 1, size):
            q = rows[j][i] / pivot
            rows[j] = [a - q * b for a, b in zip(rows[j], rows[i], strict=True)]
    return sign, forms
