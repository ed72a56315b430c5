"""Whether an algebraic number is 0, by a root bound: a ball that is small enough proves that it is.

A number built from integers by + - * /, roots and sines of rational parts of pi is either 0 or, in size, at least
1/(u^(D-1) l), where D is the product of the degrees of its distinct roots, and u and l bound the conjugates of its
numerator and denominator. The sines and cosines of all the angles together lie in one field of roots of unity.

Source: C. Burnikel, S. Funke, K. Mehlhorn, S. Schirra, S. Schmitt, *A separation bound for real algebraic expressions*
(Algorithmica 55, 2009).
"""

from __future__ import annotations

from math import lcm, prod

from flint import arb
from sympy import Add, Expr, Mul, Pow, Rational, cos, cot, csc, expand, pi, sec, sin, tan, totient
from sympy.polys.rootoftools import ComplexRootOf

from tutor.maths.numbers.balls import ball

MOST_BITS = 200_000  # that a bound may ask for: seconds of work
SPARE = 64  # bits beyond the bound: what the sizes of the parts and the rounding on the way take from a ball
_CIRCULAR = (sin, cos, tan, cot, sec, csc)


def is_zero(number: Expr) -> bool | None:
    """Whether an algebraic number is 0, proved; None where it is not algebraic by its form, or the bound is out of reach."""
    bound = _bound(number)
    if bound is None:
        return None
    if expand(number) == 0:
        return True
    if bound > MOST_BITS:
        return None
    found = ball(number, bound + SPARE)
    if found is None:
        return None
    return False if not found.contains(0) else True if bool(abs(found) < arb(2) ** -bound) else None


def _bound(number: Expr) -> int | None:
    """Bits n such that the number is 0 or at least 2^-n in size."""
    sizes = _sizes(number)
    if sizes is None:
        return None
    above, below = sizes
    degree = prod(_degree(part) for part in number.atoms(Pow, ComplexRootOf)) * _circular_degree(number)
    return int((degree - 1) * above + below) + 1


def _degree(part: Expr) -> int:
    return int(part.poly.degree()) if isinstance(part, ComplexRootOf) else int(part.exp.q) if part.exp.is_Rational else 1


def _circular_degree(number: Expr) -> int:
    """The degree of the field of roots of unity that holds all sines and cosines."""
    whole = lcm(*(2 * int((f.args[0] / pi).q) for f in number.atoms(*_CIRCULAR)), 4)
    return int(totient(whole)) if number.atoms(*_CIRCULAR) else 1


def _sizes(number: Expr) -> tuple[float, float] | None:
    """Upper bounds for log2 of u and of l; None where the number is not algebraic by its form."""
    match number:
        case Rational():
            return _log2(abs(int(number.p))), _log2(int(number.q))
        case ComplexRootOf():
            coefficients = [Rational(c) for c in number.poly.all_coeffs()]
            scale = lcm(*(int(c.q) for c in coefficients))
            whole = [abs(int(c * scale)) for c in coefficients]
            return _log2(whole[0] + max(whole)), _log2(whole[0])
        case Add():
            return _of_sum([_sizes(a) for a in number.args])
        case Mul():
            return _of_product([_sizes(a) for a in number.args])
        case Pow(exp=Rational() as e):
            return _of_power(_sizes(number.base), e)
        case sin() | cos() | tan() | cot() | sec() | csc() if (number.args[0] / pi).is_Rational:
            return 1.0, 1.0  # twice a sine is an algebraic integer, at most 2 with all its conjugates
    return None


def _of_sum(parts: list[tuple[float, float] | None]) -> tuple[float, float] | None:
    known = [p for p in parts if p is not None]
    if len(known) < len(parts):
        return None
    under = sum(p[1] for p in known)
    return max(p[0] + under - p[1] for p in known) + _log2(len(known)), under


def _of_product(parts: list[tuple[float, float] | None]) -> tuple[float, float] | None:
    known = [p for p in parts if p is not None]
    return (sum(p[0] for p in known), sum(p[1] for p in known)) if len(known) == len(parts) else None


def _of_power(base: tuple[float, float] | None, exponent: Rational) -> tuple[float, float] | None:
    if base is None:
        return None
    u, low = base
    k = int(exponent.q)
    u, low = ((u + (k - 1) * low) / k, low) if u >= low else (u, ((k - 1) * u + low) / k)
    n = abs(int(exponent.p))
    return (n * u, n * low) if exponent.p > 0 else (n * low, n * u)


def _log2(n: int) -> float:
    """Not less than the logarithm; that of 0 counts as 0."""
    return float(max(n, 1).bit_length())
