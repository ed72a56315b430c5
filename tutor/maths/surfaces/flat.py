"""A flat piece of a surface by its corners: the plane in which they lie, over the polygon below it."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Basic, Eq, Expr, S, Symbol, Tuple
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.limits.written import written
from tutor.maths.numbers import sign_of
from tutor.maths.regions.coordinates import cartesian
from tutor.maths.regions.polygons import must_be_simple
from tutor.maths.regions.shapes import region_of
from tutor.maths.surfaces.by_equation import graph
from tutor.maths.surfaces.patch import Patch
from tutor.trees import tree
from tutor.trees.heads import Vector
from tutor.trees.heads.region import Said


def flat(about: Sequence[Basic], variables: tuple[Symbol, ...], in_turn: bool) -> Patch:
    """The piece with these corners, one after the other or, of a parallelogram, in any order.

    Errors: `Unsupported` where they do not lie in a plane, or are no polygon over one of the others.
    """
    corners = [tuple(tree.evaluated(c) for c in p.args) for p in about if isinstance(p, Vector | Tuple) and len(p.args) == len(variables)]
    if len(corners) != len(about):
        raise Unsupported(f"cannot do this: a corner of the surface has not {len(variables)} coordinates")
    corners = corners if in_turn else _in_turn(corners)
    for height in reversed(variables):
        found = over_corners(corners, height, variables)
        if found is not None:
            equation, relations = found
            must_be_simple([tuple(c for c, v in zip(p, variables, strict=True) if v != height) for p in corners])
            return graph(equation, height, relations, variables)
    raise Unsupported("cannot do this: the corners are not seen to be those of a piece of a plane")


def _in_turn(corners: list[tuple[Expr, ...]]) -> list[tuple[Expr, ...]]:
    """The corners of a parallelogram one after the other, in whatever order they were said."""
    if len(corners) == 4:
        a, b, c, d = corners
        for p, q, r, s in ((a, b, c, d), (a, b, d, c), (a, c, b, d)):
            if all(sign_of(tree.plain(w + y - x - z).expand()) == 0 for w, x, y, z in zip(p, q, r, s, strict=True)):
                return [p, q, r, s]
    raise Unsupported("cannot do this: the corners are not those of a parallelogram")


def over_corners(
    corners: Sequence[tuple[Expr, ...]], height: Symbol, variables: tuple[Symbol, ...]
) -> tuple[Eq, tuple[Relational, ...]] | None:
    """The plane of the corners solved for a variable, over the polygon below."""
    normal = [S.Zero, S.Zero, S.Zero]
    for a, b in zip(corners, [*corners[1:], corners[0]], strict=True):
        for k in range(3):
            i, j = (k + 1) % 3, (k + 2) % 3
            normal[k] += a[i] * b[j] - a[j] * b[i]
    at = variables.index(height)
    if sign_of(tree.plain(normal[at])) in (None, 0):
        return None
    form = sum((n * (v - c) for n, v, c in zip(normal, variables, corners[0], strict=True)), start=S.Zero)
    if any(sign_of(form.subs(dict(zip(variables, c, strict=True)), simultaneous=True)) != 0 for c in corners):
        return None
    value = written((height - form / normal[at]).expand())
    across = tuple(v for v in variables if v != height)
    shadow = Said("triangle" if len(corners) == 3 else "polygon", [Vector(*(x for k, x in enumerate(c) if k != at)) for c in corners])
    alternatives = region_of([shadow], across, cartesian(across)).alternatives
    return (Eq(height, value, evaluate=False), alternatives[0]) if len(alternatives) == 1 else None
