"""The sign of an exact real number, proved: balls tell it from 0, algebra shows that it is 0; a letter counts by its assumptions."""

from __future__ import annotations

from functools import lru_cache

from sympy import Abs, Expr, Poly, Rational, expand, fraction, together

from tutor.errors import Unsupported
from tutor.maths.numbers import angles, implicit, independent, separation
from tutor.maths.numbers.balls import ball
from tutor.maths.numbers.parity import without_parity
from tutor.trees.heads.moving import Moving

BITS = (128, 512, 2048)  # of the balls that may tell a number from 0


class Undecided(Unsupported):
    """A number is neither proved to be 0 nor proved not to be."""


@lru_cache(maxsize=20_000)
def sign_of(number: Expr) -> int | None:
    """-1, 0 or 1 of a real number, or of an expression in letters as far as their assumptions tell; None where nothing is proved."""
    if number.is_Rational:
        return int(number.p > 0) - int(number.p < 0)
    if number.free_symbols:
        return _of_letters(number)
    for bits in BITS:
        found = ball(number, bits)
        if found is None:
            return None
        if not found.contains(0):
            return 1 if found > 0 else -1
        if bits == BITS[0] and _vanishes(number):
            return 0
    return None


def is_zero(number: Expr) -> bool | None:
    """Whether it is 0; None where neither is proved."""
    found = sign_of(number)
    return None if found is None else found == 0


def same(a: Expr, b: Expr) -> bool | None:
    """Whether two numbers are equal; None where neither is proved."""
    return True if a == b else is_zero(a - b)


def decided(number: Expr) -> int:
    """-1, 0 or 1; `Undecided` where nothing is proved."""
    found = sign_of(number)
    if found is None:
        known = "it depends on letters: the sign of" if number.free_symbols else "it is not proved which sign it has:"
        raise Undecided(f"cannot do this: {known} {number}")
    return found


def _vanishes(number: Expr) -> bool:
    """Whether a number that balls do not tell from 0 is proved to be 0."""
    number = _without_bars(number)
    if expand(number) == 0:
        return True
    return any(proof(number) for proof in (implicit.is_zero, separation.is_zero, angles.is_zero, independent.is_zero))


def _without_bars(number: Expr) -> Expr:
    """|a| as a or -a, by the sign of a."""
    return number.replace(Abs, lambda a: a * known if (known := sign_of(a)) is not None else Abs(a))


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
    return _between_ends(form)


def _between_ends(expr: Expr) -> int | None:
    """The sign of a fraction of polynomials in one letter that knows its ends, where it has neither zeros nor poles between them."""
    if len(expr.free_symbols) != 1:
        return None
    (t,) = expr.free_symbols
    if not isinstance(t, Moving) or t.low.free_symbols or t.high.free_symbols or not expr.is_rational_function(t):
        return None
    sign = 1
    for part in fraction(together(expr)):
        p = Poly(part, t)
        if not p.domain.is_QQ and not p.domain.is_ZZ:
            return None
        if any(sign_of(r - t.low) == 1 and sign_of(t.high - r) == 1 for r in p.real_roots(multiple=False, radicals=False) for r in r[:1]):
            return None
        middle = t.inside(0.5, 1.0)
        assert middle is not None
        sign *= 1 if p.eval(Rational(middle)) > 0 else -1
    return sign
