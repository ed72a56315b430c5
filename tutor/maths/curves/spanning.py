"""What a closed curve bounds: the region of the plane inside of it, or a surface in space that is a graph over such a region."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Basic, Eq, Expr, Le, S, Symbol, cos, pi, sin
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.curves.inner import between, corners_of
from tutor.maths.curves.piece import Curve, CurvePiece
from tutor.maths.limits.written import written
from tutor.maths.numbers import sign_of
from tutor.maths.regions.polygons import area_of, must_be_simple
from tutor.maths.surfaces.by_equation import graph
from tutor.maths.surfaces.flat import over_corners
from tutor.maths.surfaces.patch import Patch
from tutor.trees import tree
from tutor.trees.heads import Vector
from tutor.trees.heads.region import Said

CLEAR = 1e-6  # of its size: a smaller area decides nothing
NOT_SEEN = "cannot do this: no surface is seen of which the curve is the boundary"


@dataclass(frozen=True, slots=True)
class Spanned:
    """A graph that a curve bounds; `upward` where the curve runs counterclockwise as seen from the side of growing height."""

    patch: Patch
    height: Symbol
    upward: bool


def enclosed_by(curve: Curve) -> tuple[Basic, ...]:
    """The region inside of a closed plane curve, as one says it. Errors: `Unsupported` where that is not seen."""
    if not curve.closed:
        raise Unsupported("cannot do this: the curve is not closed, so it encloses nothing")
    if curve.region:
        return curve.region
    corners = _corners(curve.pieces)
    if corners is not None:
        must_be_simple(corners)
        return (Said("triangle" if len(corners) == 3 else "polygon", [Vector(*c) for c in corners]),)
    if len(curve.pieces) == 1:
        (piece,) = curve.pieces
        found = _ellipse(piece, curve.variables)
        if found is not None:
            return (found,)
    equations = [_equation(p, curve.variables) for p in curve.pieces]
    if None in equations:
        raise Unsupported("cannot do this: it is not seen which region the curve encloses")
    return between(curve, [e for e in equations if e is not None])


def counterclockwise(curve: Curve, across: Sequence[Symbol] = ()) -> bool:
    """Whether a closed curve runs so in the plane of two of its variables. Errors: `Unsupported` where it encloses no area there."""
    points = corners_of(curve, across or curve.variables)
    area = area_of(points)
    size = max(math.dist(a, points[0]) for a in points) ** 2
    if abs(area) <= CLEAR * size:
        raise Unsupported("cannot do this: which way round the curve runs is not decided")
    return area > 0


def spanned(curve: Curve) -> Spanned:
    """A surface in space with this boundary: flat where the curve is, a graph over the region below it."""
    if not curve.closed:
        raise Unsupported("cannot do this: the curve is not closed, so it is no boundary of a surface")
    corners = _corners(curve.pieces)
    for height in reversed(curve.variables):
        across = tuple(v for v in curve.variables if v != height)
        if height == curve.variables[1]:
            across = (curve.variables[2], curve.variables[0])
        found = over_corners(corners, height, curve.variables) if corners is not None else _over_ellipse(curve, height)
        if found is not None:
            equation, relations = found
            patch = graph(equation, height, relations, curve.variables)
            return Spanned(patch, height, counterclockwise(curve, across))
    raise Unsupported(NOT_SEEN)


# -- shapes ----------------------------------------------------------------------------------------------------------------


def _corners(pieces: Sequence[CurvePiece]) -> list[tuple[Expr, ...]] | None:
    """The corners where all pieces are segments."""
    if len(pieces) < 3 or not all(p.how == "segment" for p in pieces):
        return None
    return [p.start for p in pieces]


def _over_ellipse(curve: Curve, height: Symbol) -> tuple[Eq, tuple[Relational, ...]] | None:
    """The height as an expression in the two others, on whose ellipse cosine and sine are known."""
    if len(curve.pieces) != 1:
        return None
    (piece,) = curve.pieces
    across = tuple(v for v in curve.variables if v != height)
    turned = _turned(piece, curve.variables, across)
    if turned is None:
        return None
    relation, back = turned
    t = piece.parameter
    at = dict(zip(curve.variables, map(tree.plain, piece.position), strict=True))[height].expand(trig=True)
    value = at.subs(back)
    if t in value.free_symbols or not value.is_polynomial(*across):
        return None
    return Eq(height, written(value.expand()), evaluate=False), (relation,)


def _ellipse(piece: CurvePiece, variables: tuple[Symbol, ...]) -> Relational | None:
    found = _turned(piece, variables, variables)
    return None if found is None else found[0]


def _turned(piece: CurvePiece, variables: tuple[Symbol, ...], across: tuple[Symbol, ...]) -> tuple[Relational, dict[Basic, Basic]] | None:
    """The inside of the ellipse p + a cos t, q + b sin t, run through once, and cosine and sine by its variables."""
    t = piece.parameter
    if sign_of(abs(tree.plain(piece.upper - piece.lower)) - 2 * pi) != 0:
        return None
    at = dict(zip(variables, map(tree.plain, piece.position), strict=True))
    back: dict[Basic, Basic] = {}
    terms: list[tuple[Symbol, Expr, Expr]] = []
    for v in across:
        e = at[v].expand()
        wave = next((w for w in (cos(t), sin(t)) if w in e.atoms(cos, sin)), None)
        if wave is None or wave in back:
            return None
        amplitude, middle = e.coeff(wave, 1), e.coeff(wave, 0)
        if (amplitude.free_symbols | middle.free_symbols) & {t} or (e - amplitude * wave - middle).expand() != 0:
            return None
        back[wave] = (v - middle) / amplitude
        terms.append((v, middle, amplitude**2))
    if len(back) != 2:
        return None
    (u, p, a), (w, q, b) = terms
    left = tree.total(tree.power(tree.displacement(u, p), 2), tree.power(tree.displacement(w, q), 2))
    if a == b:
        return Le(left, a, evaluate=False), back
    parts = [
        tree.quotient(tree.power(tree.displacement(v, m), 2), s) if s != 1 else tree.power(tree.displacement(v, m), 2) for v, m, s in terms
    ]
    return Le(tree.total(*parts), S.One, evaluate=False), back


def _equation(piece: CurvePiece, variables: tuple[Symbol, ...]) -> Eq | None:
    """The curve that a piece is part of."""
    x, y = variables
    t = piece.parameter
    u, v = (tree.plain(c).expand() for c in piece.position)
    if piece.how == "graph" and isinstance(piece.about.get("equation"), Eq):
        found: Eq = piece.about["equation"]
        return found
    for (a, p), (b, q) in (((x, u), (y, v)), ((y, v), (x, u))):
        if t not in p.free_symbols:
            return Eq(a, p, evaluate=False)
        if p.diff(t, 2) == 0:  # t = (a - p0) / p1
            return Eq(b, written(q.subs(t, (a - p.subs(t, 0)) / p.diff(t)).expand()), evaluate=False)
    if piece.how in ("arc", "circle", "ellipse"):
        (c, d), (m, n) = piece.about["centre"].args, piece.about["axes"]
        return Eq((x - c) ** 2 / m**2 + (y - d) ** 2 / n**2, S.One, evaluate=False)
    return None
