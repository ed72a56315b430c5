"""Corners of a function of one variable: where the inside of an absolute value changes its sign and the slopes disagree."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Abs, Expr, Poly, S, Symbol, cos, exp, sin, sinh
from sympy.core.function import AppliedUndef

from tutor.maths.numbers import Undecided, decided
from tutor.trees import tree

SMOOTH = (exp, sin, cos, sinh)  # what may stand beside absolute values here: it has a derivative everywhere
MOST = 6  # corners told


@dataclass(frozen=True, slots=True)
class Corner:
    """A place, what the function is on its left and on its right without bars, and the slopes there."""

    place: Expr
    left: Expr
    right: Expr
    slope_left: Expr
    slope_right: Expr


def corners(function: Expr, x: Symbol) -> tuple[Corner, ...]:
    """All corners of a sum of products of polynomials, exponentials, sines and |polynomial|; none where it is anything else."""
    plain = tree.plain(function)
    bars = [a for a in plain.atoms(Abs) if x in a.free_symbols]
    smooth = plain.xreplace({a: S.One for a in bars})
    insides = [a.args[0] for a in bars]
    if not bars or plain.atoms(AppliedUndef) or plain.free_symbols != {x} or not all(u.is_polynomial(x) for u in insides):
        return ()
    if not all(f.is_polynomial(x) for f in [smooth.xreplace({g: S.One for g in smooth.atoms(*SMOOTH)})]):
        return ()
    if any(not g.args[0].is_polynomial(x) for g in smooth.atoms(*SMOOTH)):
        return ()
    places = sorted({r for u in insides for r in Poly(u, x).real_roots()}, key=float)
    if len(places) > MOST:
        return ()
    try:
        found = [_corner(plain, x, bars, place) for place in places]
    except Undecided:
        return ()
    return tuple(c for c in found if c is not None)


def _corner(plain: Expr, x: Symbol, bars: list[Abs], place: Expr) -> Corner | None:
    """The function on both sides of a place: each |u| is u or -u there by the sign of the first derivative of u that is not 0."""
    sides = []
    for side in (-1, 1):
        put = {}
        for bar in bars:
            u, k = bar.args[0], 0
            while (sign := decided(u.diff(x, k).subs(x, place))) == 0:
                k += 1
            put[bar] = u if sign * side**k > 0 else -u
        sides.append(plain.xreplace(put))
    left, right = sides
    slopes = [e.diff(x).subs(x, place).expand() for e in sides]
    return None if decided(slopes[0] - slopes[1]) == 0 else Corner(place, left, right, *slopes)
