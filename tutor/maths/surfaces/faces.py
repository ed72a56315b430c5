"""The faces of a solid: each of its inequalities as an equation, as far as the others hold; out is where the inequality fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Basic, Eq, Expr, S, Symbol
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.regions.region import inside
from tutor.maths.regions.setup import read
from tutor.maths.surfaces.by_equation import patches_by, relations_on
from tutor.maths.surfaces.patch import Patch
from tutor.trees.heads import Vector


@dataclass(frozen=True, slots=True)
class Face:
    """A piece of the boundary, the inequality that it bounds, and a field that points out of the solid there."""

    patch: Patch
    relation: Relational
    outward: Vector


def faces(solid: Sequence[Basic], variables: tuple[Symbol, ...]) -> tuple[Face, ...]:
    """All faces, flat parts without area left out. Errors: `Unsupported` for a surface that is not understood."""
    relations = relations_on(solid, variables)
    out: list[Face] = []
    for r in relations:
        others = tuple(o for o in relations if o != r)
        try:
            found = [p for p in patches_by(Eq(*r.args, evaluate=False), others, variables) if _has_area(p)]
        except Unsupported as error:
            if "no point" not in error.message:
                raise
            continue
        out += [Face(p, r, outward_of(r, variables)) for p in found]
    return tuple(out)


def _has_area(patch: Patch) -> bool:
    """Whether the region below a graph has points inside. Errors: `Unsupported` where it is unbounded."""
    if patch.region is None:
        return True
    try:
        choice, _ = read(patch.region, patch.parameters, S.One)
    except Unsupported as error:
        if "no point" in error.message:
            return False
        raise
    if not choice.described.bounded:
        raise Unsupported("cannot do this: the solid is unbounded, so no closed surface is its boundary")
    return True


def outward_of(relation: Relational, variables: Sequence[Symbol]) -> Vector:
    """Minus the gradient of what must not be negative."""
    u: Expr = inside(relation)
    return Vector(*((-u.diff(v)).expand() for v in variables))
