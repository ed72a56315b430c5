"""Whether an exact number is 0, decided: balls prove that it is not, a root bound turns a small ball into a proof that it is.

A number built from integers by + - * / and roots is either 0 or, in size, at least 1/(u^(D-1) l), where D is the product
of the degrees of its distinct roots, and u and l bound the conjugates of its numerator and denominator.

Source: C. Burnikel, S. Funke, K. Mehlhorn, S. Schirra, S. Schmitt, *A separation bound for real algebraic expressions*
(Algorithmica 55, 2009).
"""

from __future__ import annotations

from functools import lru_cache
from math import lcm, prod

from flint import arb
from sympy import Add, Expr, Integer, Mul, Pow, Rational, expand, expand_log, logcombine, powsimp
from sympy.polys.rootoftools import ComplexRootOf

from tutor.solving.values import ball

BITS = (128, 512, 2048)  # of the balls that may tell a number from 0
MOST_BITS = 200_000  # that a root bound may ask for: seconds of work
SPARE = 8  # bits beyond the bound, so that the ball lies well inside it


class Undecided(Exception):
    """Neither proved to be 0 nor proved not to be."""


@lru_cache(maxsize=20_000)
def sign(number: Expr) -> int:
    """-1, 0 or 1 of an exact real number, proved; `Undecided` where no proof is found."""
    if number.is_Rational:
        return int(number.p > 0) - int(number.p < 0)
    for bits in BITS:
        found = ball(number, bits)
        if found is None:
            raise Undecided(number)
        if found > 0:
            return 1
        if found < 0:
            return -1
    if _is_zero(number):
        return 0
    raise Undecided(number)


def _is_zero(number: Expr) -> bool:
    if expand(number) == 0 or powsimp(expand(number)) == 0:
        return True
    bound = _bound(number)
    if bound is None:  # not algebraic, as far as its form tells
        return bool(logcombine(expand_log(number, force=True), force=True).expand() == 0)
    if bound > MOST_BITS:
        return False
    found = ball(number, bound + SPARE)
    return found is not None and bool(abs(found) < arb(2) ** -bound)


def _bound(number: Expr) -> int | None:
    """Bits n such that the number is 0 or at least 2^-n in size."""
    sizes = _sizes(number)
    if sizes is None:
        return None
    above, below = sizes
    degrees = prod(d for part in number.atoms(Pow, ComplexRootOf) for d in (_degree(part),))
    return int((degrees - 1) * above + below) + 1


def _degree(part: Expr) -> int:
    return int(part.poly.degree()) if isinstance(part, ComplexRootOf) else int(part.exp.q) if part.exp.is_Rational else 1


def _sizes(number: Expr) -> tuple[float, float] | None:
    """Upper bounds for log2 of u and of l."""
    match number:
        case Rational():
            return _log2(abs(int(number.p))), _log2(int(number.q))
        case ComplexRootOf():
            coefficients = [Rational(c) for c in number.poly.all_coeffs()]
            scale = lcm(*(int(c.q) for c in coefficients))
            whole = [abs(int(c * scale)) for c in coefficients]
            return _log2(whole[0] + max(whole)), _log2(whole[0])
        case Add():
            parts = [_sizes(a) for a in number.args]
            if any(p is None for p in parts):
                return None
            under = [p[1] for p in parts if p is not None]
            above = [p[0] + sum(under) - p[1] for p in parts if p is not None]
            return max(above) + _log2(len(above)), sum(under)
        case Mul():
            parts = [_sizes(a) for a in number.args]
            if any(p is None for p in parts):
                return None
            return sum(p[0] for p in parts if p is not None), sum(p[1] for p in parts if p is not None)
        case Pow(exp=Rational() as e):
            base = _sizes(number.base)
            if base is None:
                return None
            u, low = base
            k = int(e.q)
            root = ((u + (k - 1) * low) / k, low) if u >= low else (u, ((k - 1) * u + low) / k)
            n = abs(int(e.p))
            u, low = n * root[0], n * root[1]
            return (u, low) if e.p > 0 else (low, u)
    return None


def _log2(n: int) -> float:
    """Not less than the logarithm; that of 0 counts as 0."""
    return float(max(Integer(n), 1).p.bit_length())
