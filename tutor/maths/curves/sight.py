"""Which way round a closed curve of a plane in space turns as it is seen from a point, or from far out in a direction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from sympy import Add, Basic, Expr, Rational, S, igcd, ilcm

from tutor.errors import Unsupported
from tutor.maths.curves.inner import corners_of
from tutor.maths.curves.piece import Curve, CurvePiece, Sight
from tutor.maths.numbers import sign_of
from tutor.maths.regions.rough import letters_at
from tutor.trees import tree
from tutor.trees.heads import Vector

QUARTERS = tuple(Rational(k, 4) for k in range(4))  # of the range of a curved piece: its points that say how it turns
EDGE_ON = "cannot do this: from there the curve is seen edge-on, so that it turns neither way"
NOT_FLAT = "cannot do this: the curve is not seen to lie in a plane, so which way round it turns as seen from there is not clear"


def faces_eye(sight: Sight) -> bool:
    """Whether the normal points to the eye: so a curve that turns about it by the right hand runs counterclockwise."""
    products = (tree.plain(a) * tree.plain(b) for a, b in zip(sight.normal.args, sight.toward.args, strict=True))
    sign = sign_of(Add(*products).expand())
    if not sign:
        raise Unsupported(EDGE_ON)
    return sign == 1


def sight_of(curve: Curve, view: Basic) -> Sight:
    """The normal and what points to the eye. Errors: `Unsupported` where the curve is not seen to be flat."""
    if len(curve.variables) != 3 or not curve.closed:
        raise Unsupported("cannot do this: a closed curve in space is seen to turn one way or the other")
    points = [p for piece in curve.pieces for p in _corners(piece)]
    normal = [tree.plain(c).expand() for c in _area(points)]
    first = points[0]
    if any(not _level(piece, normal, first) for piece in curve.pieces):
        raise Unsupported(NOT_FLAT)
    toward = Vector(*(view.args if isinstance(view, Vector) else (tree.evaluated(e - a) for e, a in zip(view.args, first, strict=True))))
    found = Sight(view, Vector(*shortened(normal)), toward)
    rough = _area(corners_of(curve, curve.variables))
    if sum(a * float(tree.plain(b).subs(letters_at([*normal]))) for a, b in zip(rough, normal, strict=True)) <= 0:
        raise Unsupported(NOT_FLAT)
    return found


def _corners(piece: CurvePiece) -> Iterator[tuple[Expr, ...]]:
    if piece.how == "segment":
        yield piece.start
        return
    for k in QUARTERS:
        yield piece.at(tree.plain(piece.lower + k * (piece.upper - piece.lower)))


def _area(points: Sequence[Sequence[Any]]) -> list[Any]:
    """Twice the vector of the area of a polygon, by expressions or by floats."""
    sides = list(pairwise([*points, points[0]]))
    return [sum(a[i] * b[j] - a[j] * b[i] for a, b in sides) for i, j in ((1, 2), (2, 0), (0, 1))]


def shortened(normal: Sequence[Expr]) -> list[Expr]:
    """Without a positive factor that all components have, where that is a number."""
    ratios = [c / abs(next((c for c in normal if c != 0), S.One)) for c in normal]
    if not all(r.is_Rational for r in ratios):
        return list(normal)
    scale = ilcm(1, *(r.q for r in ratios))
    whole = [r * scale for r in ratios]
    return [w / igcd(0, *whole) for w in whole]


def _level(piece: CurvePiece, normal: Sequence[Expr], point: Sequence[Expr]) -> bool:
    """Whether all of a piece lies in the plane through a point."""
    off = Add(*(n * (tree.plain(c) - p) for n, c, p in zip(normal, piece.position, point, strict=True))).expand()
    return sign_of(off.expand(trig=True).simplify() if piece.parameter in off.free_symbols else off) == 0


__all__ = ["faces_eye", "shortened", "sight_of"]
