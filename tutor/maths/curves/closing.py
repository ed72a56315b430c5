"""Pieces of a surface that close up, and the solid that they bound; what closes an open one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sympy import Basic, Eq, Expr, Ge, Le, S, Symbol
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.curves.boundary import Edge, cancelled, rim
from tutor.maths.numbers import sign_of
from tutor.maths.regions.setup import read
from tutor.maths.surfaces.faces import Face, faces, outward_of
from tutor.maths.surfaces.normal import cross_of, points_of, side_of
from tutor.maths.surfaces.patch import Patch
from tutor.maths.surfaces.pieces import Surface
from tutor.trees import tree

FEW = 8  # inner points of a piece that are looked at


@dataclass(frozen=True, slots=True)
class Capped:
    """A piece as a face of a solid, with the other faces, which close it."""

    solid: tuple[Basic, ...]
    face: Face
    caps: tuple[Face, ...]


def closed(surface: Surface, variables: tuple[Symbol, ...]) -> Surface:
    """The surface with the solid that its pieces bound; as it is where they are not seen to bound one.

    Every other piece lies on one side of the surface that a piece is part of: that side is taken. The edges of the pieces,
    each with the solid on the other side of its normal, must drop out in pairs.
    """
    patches = surface.patches
    if surface.solid is not None or not all(isinstance(p.equation, Eq) for p in patches):
        return surface
    relations: list[Relational] = []
    for k, p in enumerate(patches):
        assert isinstance(p.equation, Eq)
        side = _side(p.equation, [q for j, q in enumerate(patches) if j != k], p, variables)
        if side is None:
            return surface
        relations.append(side)
    found = tuple(Face(p, r, outward_of(r, variables)) for p, r in zip(patches, relations, strict=True))
    try:
        edges = [e for f in found for e in _rim(f, variables)]
    except Unsupported:
        return surface
    if cancelled(edges):
        return surface
    return Surface(patches, tuple(dict.fromkeys(relations)), found)


def _side(equation: Eq, others: Sequence[Patch], own: Patch, variables: tuple[Symbol, ...]) -> Relational | None:
    """The side of a surface on which all other pieces lie; of a sphere that stands alone the inside."""
    form = tree.plain(equation.lhs) - tree.plain(equation.rhs)
    signs = {s for p in others for s in _signs(form, p, variables)} - {0}
    if not others and own.how in ("sphere", "ellipsoid"):
        signs = {-1 if form.diff(variables[0], 2).is_positive else 1}
    if len(signs) != 1 or None in signs:
        return None
    made: Relational = (Ge if signs.pop() == 1 else Le)(*equation.args, evaluate=False)
    return made


def _signs(form: Expr, patch: Patch, variables: tuple[Symbol, ...]) -> Iterator[int | None]:
    for k, point in enumerate(points_of(patch)):
        if k % 3 == 0:
            yield sign_of(tree.plain(form.subs(dict(zip(variables, point, strict=True)), simultaneous=True)).expand())
        if k >= 3 * FEW:
            return


def sense(patch: Patch, outward: Sequence[Expr], variables: Sequence[Symbol]) -> int:
    """1 where r_u x r_v points to the side of a field, -1 where to the other. Errors: `Unsupported` where that is not seen."""
    at = dict(zip(variables, patch.r.args, strict=True))
    along = sum((tree.plain(tree.substitute(a, at)) * n for a, n in zip(outward, cross_of(patch), strict=True)), start=S.Zero)
    found = side_of(patch, along)
    if found is None:
        raise Unsupported("cannot do this: it is not shown to which side the normal of a piece points")
    return found


def _rim(face: Face, variables: Sequence[Symbol]) -> list[Edge]:
    """The edges of a face, counterclockwise as seen from outside."""
    edges = rim(face.patch)
    return edges if sense(face.patch, face.outward.args, variables) == 1 else [e.reversed for e in reversed(edges)]


def capped(patch: Patch, variables: tuple[Symbol, ...]) -> Capped:
    """A solid of which the piece is a face. Errors: `Unsupported` where none is found."""
    if isinstance(patch.equation, Eq):
        for extra in ((), *_rim_planes(patch, variables)):
            for side in (Le, Ge):
                mine: Relational = side(*patch.equation.args, evaluate=False)
                solid = (mine, *patch.about.get("conditions", ()), *extra)
                found = _with_face(patch, mine, solid, variables)
                if found is not None:
                    return found
    raise Unsupported("cannot do this: no flat surface is seen that closes this one")


def _with_face(patch: Patch, mine: Relational, solid: tuple[Relational, ...], variables: tuple[Symbol, ...]) -> Capped | None:
    try:
        choice, _ = read(solid, variables, S.One)
        if not choice.described.bounded:
            return None
        found = faces(solid, variables)
    except Unsupported:
        return None
    own = [f for f in found if f.relation == mine]
    if len(own) != 1 or len(found) < 2:
        return None
    (face,) = own
    edges = [*rim(patch), *(e.reversed for e in reversed(rim(face.patch)))]
    return None if cancelled(edges) else Capped(solid, face, tuple(f for f in found if f is not face))


def _rim_planes(patch: Patch, variables: tuple[Symbol, ...]) -> Iterator[tuple[Relational, ...]]:
    """Each coordinate that is constant along the boundary, as a plane with the piece on one side of it."""
    edges = rim(patch)
    for k, v in reversed(list(enumerate(variables))):
        values = {tree.plain(e.at[k]) for e in edges}
        if len(values) != 1 or values & {e.letter for e in edges} or not edges:
            continue
        (c,) = values
        if any(e.letter in c.free_symbols for e in edges):
            continue
        for side in (Ge, Le):
            yield (side(v, c, evaluate=False),)


__all__ = ["Capped", "capped", "closed", "sense"]
