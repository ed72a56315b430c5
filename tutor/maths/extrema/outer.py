"""A function that is an increasing one of a simpler one: a distance is largest where its square is."""

from __future__ import annotations

from collections.abc import Collection
from math import lcm

from sympy import Add, Basic, Expr, Ge, Gt, Mul, Pow, Rational, S, Symbol, exp, log

from tutor.trees import tree


def inner(f: Expr) -> Expr | None:
    """u where f is an odd power of a root, the exponential or the logarithm of u, and u holds more than one letter; else None."""
    match f:
        case exp(args=(u,)) | log(args=(u,)):
            return u if len(u.free_symbols) > 1 else None
        case Pow(args=(base, Rational() as e)) if e.q > 1 and e.p % 2 and e.is_positive and len(base.free_symbols) > 1:
            return base
    return None


def without_roots(f: Expr, positive: frozenset[Symbol]) -> tuple[Expr, tuple[Basic, ...]] | None:
    """u and where it is asked, for f = c u^(1/q) with c > 0 and u a product of whole powers: x^(3/4) y^(1/4) and x^3 y.

    Fractional powers are taken of numbers that are not negative, also where the root is odd: such products are utilities and
    outputs. None where f is no such product, or where the power would lose a sign.
    """
    plain = tree.plain(f)
    coefficient, powers = plain.as_independent(*plain.free_symbols, as_Add=False)
    if not coefficient.is_positive:
        return None
    exponents = {base: e for base, e in powers.as_powers_dict().items() if base != 1}
    if not all(isinstance(b, Symbol) and isinstance(e, Rational) and e.is_positive for b, e in exponents.items()):
        return None
    q = lcm(*(int(e.q) for e in exponents.values()))
    if q == 1:
        return None
    from_zero = [b for b, e in exponents.items() if e.q != 1 and b not in positive]
    if q % 2 == 0 and any(e.q == 1 and e.p % 2 and b not in positive for b, e in exponents.items()):
        return None
    u: Expr = Mul(*(b ** (e * q) for b, e in exponents.items()))
    return u, tuple(Ge(b, S.Zero, evaluate=False) for b in from_zero)


def logarithm(f: Expr, variables: Collection[Symbol], closed: Collection[Symbol]) -> tuple[Expr, tuple[Basic, ...]] | None:
    """ln(f) without its constant, and where it is asked, for a product of powers of variables of which an exponent is a letter: x^a y^b.

    None where it is no such product, or where the edge x = 0 of one of the variables is taken in (they are `closed`).
    """
    coefficient, powers = tree.plain(f).as_independent(*variables, as_Add=False)
    exponents = {base: e for base, e in powers.as_powers_dict().items() if base != 1}
    if not coefficient.is_positive or all(e.is_number for e in exponents.values()):
        return None
    if any(b not in variables or b in closed or e.free_symbols & set(variables) for b, e in exponents.items()):
        return None
    u: Expr = Add(*(e * log(b) for b, e in exponents.items()))
    return u, tuple(Gt(b, S.Zero, evaluate=False) for b in sorted(exponents, key=str))
