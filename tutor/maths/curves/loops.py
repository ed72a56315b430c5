"""A circle round a hole of a domain, small enough to meet no other hole and no wall."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, Expr, Gt, Integer, Ne, Rational, S, Symbol, cos, pi, sin
from sympy.core.relational import Relational

from tutor.maths.curves.piece import CurvePiece
from tutor.maths.fields.domain import FieldDomain, Hole
from tutor.maths.numbers import sign_of
from tutor.trees import tree

RADII = (S.One, Rational(1, 2), Rational(1, 4), Rational(1, 8))
HEIGHTS = (0, 1, 2, -1)  # where a circle round a line of space may lie


def loop_round(hole: Hole, domain: FieldDomain, variables: Sequence[Symbol], t: Symbol) -> CurvePiece | None:
    """A circle round the hole, counterclockwise, that stays in the domain and goes round no other hole; None where none is found."""
    (u, a), (v, b) = hole.at
    others = [h for h in domain.holes if h != hole]
    if any({w for w, _ in h.at} != {u, v} for h in others) or domain.points:
        return None
    for radius in RADII:
        far = (Add((p - a) ** 2, (q - b) ** 2) for h in others for (_, p), (_, q) in (h.at,))
        if any(sign_of(d - radius**2) != 1 for d in far):
            continue
        for height in HEIGHTS[: len(HEIGHTS) if len(variables) > 2 else 1]:
            flat = {w: Integer(height) for w in variables if w not in (u, v)}
            if all(_clear(w, {u: a, v: b, **flat}, (u, v), radius) for w in domain.walls):
                round_it: dict[Symbol, Expr] = {u: _shifted(a, radius, cos(t)), v: _shifted(b, radius, sin(t)), **flat}
                at = tuple(round_it[w] for w in variables)
                return CurvePiece(at, t, S.Zero, 2 * pi, "circle", {"centre": hole.point, "radius": radius, "hole": hole.point})
    return None


def _shifted(a: Expr, radius: Expr, by: Expr) -> Expr:
    return tree.summed(a, tree.scaled(radius, by))


def _clear(wall: Relational, centre: dict[Symbol, Expr], moving: tuple[Symbol, Symbol], radius: Expr) -> bool:
    """Whether a circle lies on one side of a straight wall, the side where the domain is."""
    form = wall.args[0]
    if not form.is_polynomial(*centre) or any(form.diff(w, 2) != 0 for w in centre):
        return False
    value = form.xreplace(centre)
    reach = radius**2 * Add(*(form.diff(w) ** 2 for w in moving))
    if sign_of(value**2 - reach) != 1:
        return False
    side = sign_of(value)
    return side == 1 or (side == -1 and isinstance(wall, Ne)) or (side == -1 and not isinstance(wall, Gt) and wall.rel_op.startswith("<"))
