"""The length of a normal vector as one writes it: squares taken out of the root, with their signs on the surface."""

from __future__ import annotations

from sympy import Abs, Expr, Pow, Rational, S, cos, factor_list, fraction, sin, together
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.surfaces.normal import side_of
from tutor.maths.surfaces.patch import Patch
from tutor.trees import tree

HALF = Rational(1, 2)


def shorter(length: Expr, patch: Patch) -> Expr | None:
    """The same length with every square below the root in front of it; None where there is none. To be claimed, not believed."""
    plain = tree.plain(length)
    if not plain.has(Pow):
        bare = plain.replace(lambda e: isinstance(e, Abs), lambda e: _opened(e.args[0], patch))
        return None if bare == plain else bare
    below = (plain**2).expand()
    below = below.replace(_is_power_of_cosine, _without_cosine).expand()
    out = S.One
    for part, sign in zip(fraction(together(below)), (1, -1), strict=True):
        try:
            number, factors = factor_list(part)
        except PolynomialError:
            return None
        outside, inside = S.One, number
        for base, power in factors:
            half, odd = divmod(power, 2)
            if half:
                outside *= _opened(base, patch) ** half
            inside *= base**odd
        out *= (outside * Pow(inside, HALF)) ** sign
    return None if out == plain else out


def _opened(base: Expr, patch: Patch) -> Expr:
    """|base|, without bars where it has one sign on the surface."""
    sign = side_of(patch, base)
    return Abs(base) if sign is None else sign * base


def _is_power_of_cosine(e: Expr) -> bool:
    return isinstance(e, Pow) and isinstance(e.base, cos) and bool(e.exp.is_Integer) and e.exp >= 2


def _without_cosine(power: Expr) -> Expr:
    base, n = power.as_base_exp()
    half, odd = divmod(int(n), 2)
    return (1 - sin(base.args[0]) ** 2) ** half * base**odd
