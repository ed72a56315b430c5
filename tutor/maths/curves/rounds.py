"""Segments, circles and ellipses: by their ends, by centre and half axes, or by their equation."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, Expr, S, Symbol, Tuple, cos, pi, sin, sqrt

from tutor.errors import Unsupported
from tutor.maths.curves.piece import CurvePiece, Turn
from tutor.maths.fields.domain import squares
from tutor.maths.limits.written import written
from tutor.maths.numbers import sign_of
from tutor.trees import tree
from tutor.trees.heads import Vector

PARAMETERS = ("t", "s", "u", "tau")  # the first that is not in use


def segment(a: tuple[Expr, ...], b: tuple[Expr, ...], t: Symbol) -> CurvePiece:
    """a + t (b - a), 0 <= t <= 1."""
    steps = tuple(tree.evaluated(q - p) for p, q in zip(a, b, strict=True))
    position = tuple(tree.summed(p, times(d, t)) for p, d in zip(a, steps, strict=True))
    return CurvePiece(position, t, S.Zero, S.One, "segment", {"start": Tuple(*a), "finish": Tuple(*b), "step": Vector(*steps)})


def circle(centre: tuple[Expr, ...], radius: Expr, t: Symbol, turn: Turn, low: Expr = S.Zero, high: Expr = 2 * pi) -> CurvePiece:
    """Centre plus radius times <cos t, sin t>, the sine with a minus sign for clockwise."""
    return ellipse(centre, (radius, radius), t, turn, low, high)


def ellipse(centre: Sequence[Expr], axes: tuple[Expr, Expr], t: Symbol, turn: Turn, low: Expr = S.Zero, high: Expr = 2 * pi) -> CurvePiece:
    """Centre plus <a cos t, b sin t>."""
    (p, q), (a, b) = centre, axes
    up = times(b, sin(t))
    position = (tree.summed(p, times(a, cos(t))), tree.summed(q, up if turn == "counterclockwise" else tree.negative(up)))
    facts = {"centre": Tuple(*centre), "radius": a, "axes": axes, "turn": turn}
    return CurvePiece(position, t, low, high, "circle" if tree.evaluated(a - b).is_zero else "ellipse", facts)


def times(a: Expr, b: Expr) -> Expr:
    """A product as one writes it."""
    return tree.scaled(a, b) if not isinstance(a, Add) else tree.product(written(a), b)


def conic(form: Expr, variables: Sequence[Symbol]) -> tuple[tuple[Expr, ...], tuple[Expr, Expr]]:
    """Centre and half axes of c (x - a)^2 + d (y - b)^2 + e = 0. `Unsupported` for another shape."""
    form = form.expand()
    if sign_of(form.coeff(variables[0], 2)) == -1:
        form = -form
    shape = squares(form, variables)
    if shape is None or len(shape[0]) != 2 or sign_of(shape[1]) != -1:
        raise Unsupported("cannot do this: the curve is not seen to be a circle or an ellipse")
    at, rest = dict(shape[0]), shape[1]
    a, b = (sqrt(-rest / form.coeff(v, 2)) for v in variables)
    return tuple(at[v] for v in variables), (a, b)
