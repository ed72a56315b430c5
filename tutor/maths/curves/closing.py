"""Pieces of a surface that close up, and the solid that they bound; what closes an open one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sympy import Basic, Eq, Expr, Ge, Le, Matrix, S, Symbol
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.curves.boundary import CurveEdge, cancelled, rim
from tutor.maths.numbers import sign_of
from tutor.maths.regions.rough import letters_at, midpoints
from tutor.maths.regions.setup import read
from tutor.maths.surfaces.by_equation import squares
from tutor.maths.surfaces.faces import Face, faces, outward_of
from tutor.maths.surfaces.implicit import equation_of
from tutor.maths.surfaces.normal import cross_of, points_of, ranges, sense_of, side_of
from tutor.maths.surfaces.patch import Patch
from tutor.maths.surfaces.pieces import Surface
from tutor.maths.surfaces.torus import torus_in
from tutor.trees import tree

NEAR = 0.1  # how far a volume by midpoints may be from another, as a share
FEW = 8  # inner points of a piece that are looked at


@dataclass(frozen=True, slots=True)
class Capped:
    """A piece as a face of a solid, with the other faces, which close it."""

    piece: Patch
    solid: tuple[Basic, ...]
    face: Face
    caps: tuple[Face, ...]


def closed(surface: Surface, variables: tuple[Symbol, ...]) -> Surface:
    """The surface with the solid that its pieces bound; as it is where they are not seen to bound one.

    Every other piece lies on one side of the surface that a piece is part of: that side is taken. The edges of the pieces,
    each with the solid on the other side of its normal, must drop out in pairs. Of pieces given by parameters the equations
    are found, and the surface must be covered once.
    """
    if surface.solid is not None:
        return surface
    patches = tuple(with_equation(p, variables) for p in surface.patches)
    if not all(isinstance(p.equation, Eq) for p in patches):
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
    solid = tuple(dict.fromkeys(relations))
    if cancelled(edges) or (any(p.how == "given" for p in patches) and not _covered_once(found, solid, variables)):
        return surface
    return Surface(patches, solid, found)


def with_equation(patch: Patch, variables: Sequence[Symbol]) -> Patch:
    """A piece given by parameters, with the plane or quadric that it lies on, where it lies on one."""
    if patch.how != "given" or patch.limits is None or patch.equation is not None:
        return patch
    return replace(patch, equation=equation_of(patch, variables))


def _covered_once(pieces: Sequence[Face], solid: tuple[Basic, ...], variables: tuple[Symbol, ...]) -> bool:
    """Whether the pieces enclose, with what they cover counted as often as they do, the volume of the solid."""
    mine, torus = sum(_cone(f, variables) for f in pieces), torus_in(solid[0], variables)
    try:
        whole = sum(_cone(f, variables) for f in faces(solid, variables)) if torus is None else _three_times(torus.volume)
    except Unsupported:
        return False
    return whole > 0 and abs(mine / whole - 1) < NEAR


def _three_times(volume: Expr) -> float:
    """Three times a volume, its letters at some values."""
    return 3 * float(volume.subs(letters_at([volume])))


def _cone(face: Face, variables: Sequence[Symbol]) -> float:
    """Roughly three times the volume between the origin and a face: the flux of the position, by midpoints."""
    sense_, out = sense(face.patch, face.outward.args, variables), 0.0
    for (inner, outer), places in ranges(face.patch):
        r = [tree.plain(c).xreplace(places) for c in face.patch.r.args]
        m = Matrix([r, [c.diff(inner[0]) for c in r], [c.diff(outer[0]) for c in r]])
        turn = sense_of((inner, outer), places, face.patch.parameters)
        out += sense_ * turn * midpoints(m.det(), inner, outer)
    return out


def _side(equation: Eq, others: Sequence[Patch], own: Patch, variables: tuple[Symbol, ...]) -> Relational | None:
    """The side of a surface on which all other pieces lie; of a sphere or a torus that stands alone the inside."""
    form = tree.plain(equation.lhs) - tree.plain(equation.rhs)
    signs = {s for p in others for s in _signs(form, p, variables)} - {0}
    round_one = None if others else squares(form.expand(), variables)
    if round_one is not None and len(round_one[0]) == len(variables):
        signs = {-1 if sign_of(form.diff(variables[0], 2)) == 1 else 1}
    if not others and torus_in(equation, variables) is not None:
        signs = {-1}
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


def _rim(face: Face, variables: Sequence[Symbol]) -> list[CurveEdge]:
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
    run = _rim(replace(face, patch=patch), variables)
    edges = [*run, *(e.reversed for e in reversed(_rim(face, variables)))]
    return None if cancelled(edges) else Capped(patch, solid, face, tuple(f for f in found if f is not face))


def _rim_planes(patch: Patch, variables: tuple[Symbol, ...]) -> Iterator[tuple[Relational, ...]]:
    """A coordinate that is constant along each curve of the boundary, as a plane, or two, with the piece on one side of it."""
    edges = rim(patch)
    letters = {e.letter for e in edges}
    for k, v in reversed(list(enumerate(variables))):
        values = sorted({tree.plain(e.at[k]) for e in edges}, key=str)
        if any(letters & c.free_symbols for c in values):
            continue
        if len(values) == 1:
            yield from ((side(v, values[0], evaluate=False),) for side in (Ge, Le))
        elif len(values) == 2 and (sign := sign_of(values[1] - values[0])):
            low, high = values if sign == 1 else values[::-1]
            yield (Le(low, v, evaluate=False), Le(v, high, evaluate=False))


__all__ = ["Capped", "capped", "closed", "sense"]
