"""The sign of an exact number, proved: balls tell it from 0, algebra shows that it is 0; a letter counts as far as its assumptions go."""

from __future__ import annotations

from functools import lru_cache

from sympy import Expr, Integer, Pow, S, expand, minimal_polynomial, powsimp, trigsimp
from sympy.polys.polyerrors import NotAlgebraic

from tutor.solving.values import ball, nice

BITS = (128, 512, 2048)  # of the balls that may tell a number from 0
MOST_OPERATIONS = 40  # of a number whose minimal polynomial is looked for


@lru_cache(maxsize=20_000)
def sign_of(number: Expr) -> int | None:
    """-1, 0 or 1; None where nothing is proved."""
    if number.is_Rational:
        return int(number.is_positive) - int(number.is_negative)
    if number.free_symbols:
        return _of_letters(number)
    value = ball(number, BITS[0])
    if value is None:
        return None
    if not value.contains(0):
        return 1 if value > 0 else -1
    if _is_zero(number):
        return 0
    for bits in BITS[1:]:
        value = ball(number, bits)
        if value is not None and not value.contains(0):
            return 1 if value > 0 else -1
    return None


def _is_zero(number: Expr) -> bool:
    for form in (expand, nice, powsimp, trigsimp):
        if form(number) is S.Zero:
            return True
    if number.count_ops() > MOST_OPERATIONS:
        return False
    try:
        return bool(minimal_polynomial(number).is_Symbol)
    except (NotAlgebraic, NotImplementedError):
        return False


def _of_letters(expr: Expr) -> int | None:
    form = without_parity(expand(expr))
    if not form.free_symbols:
        return sign_of(form)
    for candidate in (form, form.factor()):
        if candidate.is_zero:
            return 0
        if candidate.is_positive:
            return 1
        if candidate.is_negative:
            return -1
    return None


def without_parity(expr: Expr) -> Expr:
    """(-1)^(2n + 1) as -1: what an even multiple of a whole number adds to the exponent of -1 is left out."""

    def reduced(power: Expr) -> Expr:
        odd = [t for t in expand(power.exp).as_ordered_terms() if not (t / 2).is_integer]
        return S.NegativeOne ** sum((t if t.is_Symbol else _odd_part(t) for t in odd), Integer(0))

    def _odd_part(term: Expr) -> Expr:
        coefficient, rest = term.as_coeff_Mul()
        return rest if rest is not S.One and coefficient.is_odd else term

    return expr.replace(lambda e: isinstance(e, Pow) and e.base is S.NegativeOne and e.exp.is_integer and e.exp.free_symbols, reduced)
