"""Sums of inverse sines, cosines and tangents that are 0: the complex number with that angle is positive."""

from __future__ import annotations

from math import lcm

from sympy import Add, Expr, Integer, Rational, S, acos, acot, asin, atan, expand, pi, sqrt

from tutor.maths.numbers.balls import ball
from tutor.maths.numbers.separation import is_zero as algebraic_is_zero

MOST_TURNS = 64  # multiplications of complex numbers
_INVERSE = (atan, asin, acos, acot)


def is_zero(number: Expr) -> bool | None:
    """True where the sum of angles is proved to be 0; None where it is no such sum, or nothing is proved.

    With whole multiples n_k of angles arg(z_k), the product of all z_k^n_k has the angle of the sum, up to full turns. If it
    is a positive number and the sum is less than a full turn in size, the sum is 0.
    """
    found = _multiples(number)
    if found is None:
        return None
    multiples, halves = found
    x, y = S.One, S.Zero
    for angle, n in multiples.items():
        a, b = _direction(angle)
        for _ in range(abs(n)):
            x, y = expand(x * a - (b if n > 0 else -b) * y), expand(x * (b if n > 0 else -b) + y * a)
    turned, whole = x * (-1) ** halves, Add(*(n * a for a, n in multiples.items()), halves * pi)
    there, sum_ = ball(turned), ball(whole)
    if there is None or sum_ is None or not there > 0 or not abs(sum_) < 6:
        return None
    return True if algebraic_is_zero(y) else None


def _multiples(number: Expr) -> tuple[dict[Expr, int], int] | None:
    """The number as a rational multiple of sum n_k angle_k + h pi, with whole n_k and h."""
    parts: dict[Expr, Rational] = {}
    for term in Add.make_args(expand(number)):
        factor, rest = term.as_coeff_Mul()
        if not factor.is_Rational or not (rest == pi or isinstance(rest, _INVERSE)):
            return None
        parts[rest] = parts.get(rest, S.Zero) + factor
    scale = lcm(*(int(q.q) for q in parts.values()))
    whole = {a: int(q * scale) for a, q in parts.items()}
    halves = whole.pop(pi, 0)
    return (whole, halves) if whole and sum(map(abs, whole.values())) <= MOST_TURNS else None


def _direction(angle: Expr) -> tuple[Expr, Expr]:
    """A complex number with this angle, by its parts."""
    (t,) = angle.args
    match angle:
        case atan():
            return Integer(1), t
        case asin():
            return sqrt(1 - t**2), t
        case acos():
            return t, sqrt(1 - t**2)
    return (t, Integer(1)) if t.is_nonnegative else (-t, Integer(-1))  # the inverse cotangent, as SymPy has it: odd
