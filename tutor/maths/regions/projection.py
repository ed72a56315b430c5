"""Walls without a coordinate: where branches of walls begin, end, meet, or run off to infinity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from sympy import Expr, Poly, Pow, S, Symbol, acos, asin, discriminant, log, resultant
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.regions.axes import Axis, pair
from tutor.maths.regions.branches import NoBranch, branches
from tutor.maths.regions.walls import split


def projected(found: Iterable[Expr], axis: Axis, axes: Sequence[Axis]) -> set[Expr]:
    """The walls in the other coordinates, in which the branches for this one keep their order."""
    listed = sorted(found, key=str)
    raw: list[Expr] = []
    if axis.is_angle:
        raw = _of_angles(listed, axis)
    else:
        ends = [axis.symbol - e for e in axis.ends if e.is_finite]
        for w in listed:
            raw += _alone(w, axis.symbol)
        for a, b in combinations([*listed, *ends], 2):
            raw.append(_together(a, b, axis.symbol))
    others = [a for a in axes if a != axis]
    return {f for f in split([r for r in raw if r.free_symbols], others) if _bears(f, others)}


def _bears(wall: Expr, axes: Sequence[Axis]) -> bool:
    """Whether a coordinate stands in it."""
    letters = {l for a in axes for l in ((*pair(a.symbol), a.symbol) if a.is_angle else (a.symbol,))}
    return bool(wall.free_symbols & letters)


def _alone(wall: Expr, v: Symbol) -> list[Expr]:
    """Where the branches of one wall meet each other or leave: its discriminant and its highest coefficient."""
    try:
        poly = Poly(wall, v)
        if any(v in c.free_symbols for c in poly.coeffs()):
            raise PolynomialError
    except PolynomialError:
        return _domains(wall, v)
    out = [c for c in (poly.LC(),) if c.free_symbols]
    if poly.degree() > 1:
        out.append(discriminant(poly))
    return out


def _domains(wall: Expr, v: Symbol) -> list[Expr]:
    """Where the formulas for the branches have no values."""
    out: list[Expr] = []
    try:
        found = branches(wall, Axis(v), [Axis(v)])
    except NoBranch:
        return out
    for b in found:
        out += [p.base for p in b.atoms(Pow) if (p.exp.is_Rational and not p.exp.is_Integer) or p.exp.is_negative]
        out += [l.args[0] for l in b.atoms(log)]
        for a in b.atoms(asin, acos):
            out += [a.args[0] - 1, a.args[0] + 1]
    return out


def _together(a: Expr, b: Expr, v: Symbol) -> Expr:
    """0 wherever both walls have the same v."""
    for one, other in ((a, b), (b, a)):
        try:
            poly = Poly(one, v)
        except PolynomialError:
            continue
        if poly.degree() == 1 and v not in poly.LC().free_symbols and v not in poly.nth(0).free_symbols:
            placed = other.subs(v, -poly.nth(0) / poly.nth(1))
            return placed
    try:
        return resultant(a, b, v)
    except PolynomialError:
        pass
    for one, other in ((a, b), (b, a)):
        try:
            found = branches(one, Axis(v), [Axis(v)])
        except NoBranch:
            continue
        product = S.One
        for branch in found:
            product *= other.subs(v, branch)
        return product
    raise NoBranch


def _of_angles(listed: Sequence[Expr], axis: Axis) -> list[Expr]:
    """The same for an angle: by its cosine, which no two angles of a half turn share, and its sine."""
    c, s = pair(axis.symbol)
    circle = c**2 + s**2 - 1
    raw: list[Expr] = []
    for w in listed:
        if {c, s} & w.free_symbols:
            derivative = -s * w.diff(c) + c * w.diff(s)
            raw.append(_eliminated(w, derivative, circle, c, s))
            raw.append(_eliminated(w, s, circle, c, s))
    for a, b in combinations(listed, 2):
        raw.append(_eliminated(a, b, circle, c, s))
    return raw


def _eliminated(a: Expr, b: Expr, circle: Expr, c: Symbol, s: Symbol) -> Expr:
    """0 wherever both are 0 at one angle. Errors: `NoBranch` where one is no polynomial in its cosine and sine."""
    try:
        one = resultant(a, circle, s) if s in a.free_symbols else a
        other = resultant(b, circle, s) if s in b.free_symbols else b
        return resultant(one, other, c) if c in one.free_symbols & other.free_symbols else S.One
    except PolynomialError:
        raise NoBranch from None
