"""What was said of a surface as pieces with two parameters, and what they enclose where that was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Basic, Eq, Symbol

from tutor.errors import Unsupported
from tutor.maths.regions.levels import signed
from tutor.maths.regions.shapes import round_one
from tutor.maths.surfaces.by_equation import patches_by, relations_on, size_of
from tutor.maths.surfaces.faces import Face, faces
from tutor.maths.surfaces.flat import flat
from tutor.maths.surfaces.patch import Limits, Patch
from tutor.trees.heads import Sheet, Vector
from tutor.trees.heads.region import Said


@dataclass(frozen=True, slots=True)
class Surface:
    """Pieces, and the solid that they bound together where that is known. The faces of a solid know which way is out."""

    patches: tuple[Patch, ...]
    solid: tuple[Basic, ...] | None = None
    faces: tuple[Face, ...] = ()


def surface_of(sheets: Sequence[Sheet], variables: tuple[Symbol, ...], solid: bool = True) -> Surface:
    """The surface of a problem. Errors: `Unsupported` where a piece has not two parameters, or its equation is not understood."""
    if len(variables) != 3:
        raise Unsupported("cannot do this: a surface integral is in space, with three variables")
    if len(sheets) == 1:
        (only,) = sheets
        inside = _enclosed_by(only, variables)
        if inside is not None and solid:
            found = faces(inside, variables)
            return Surface(tuple(f.patch for f in found), inside, found)
    return Surface(tuple(p for s in sheets for p in _patches(s, variables)))


def with_positive(given: Mapping[str, Any], variables: tuple[Symbol, ...]) -> tuple[dict[str, Any], tuple[Symbol, ...]]:
    """What is given, with those letters positive on whose sign it depends that a surface has points, and these letters."""
    letters = {s for sheet in given.get("surface", ()) for s in _sizes(sheet, variables, "orientation" in given)}
    twins: dict[Basic, Basic] = {s: Symbol(s.name, positive=True) for s in letters if not s.is_positive}

    def placed(value: Any) -> Any:
        match value:
            case Basic():
                return value.xreplace(twins)
            case tuple():
                return tuple(map(placed, value))
            case Mapping():
                return {k: placed(v) for k, v in value.items()}
        return value

    taken = tuple(sorted((t for t in twins.values() if isinstance(t, Symbol)), key=str))
    return {name: placed(value) for name, value in given.items()} if twins else dict(given), taken


def _sizes(sheet: Sheet, variables: tuple[Symbol, ...], oriented: bool) -> set[Symbol]:
    """The letters of a radius or of half axes, and those of the region beside them; all of a solid that is bounded.

    Of coordinates by parameters, where a side is asked for, all.
    """
    constants: set[Symbol] = {s for a in (*sheet.about, *sheet.region) for s in a.free_symbols if s not in variables}
    match sheet.word, sheet.about:
        case (("sphere" | "boundary"), _):
            return constants
        case "given", _ if oriented:
            return constants - {v for v, _, _ in sheet.limits} - {s for r in sheet.region for s in r.free_symbols}
        case "equation", (Eq() as equation,):
            return constants if size_of(equation, variables) is not None else set()
    return set()


def _enclosed_by(sheet: Sheet, variables: tuple[Symbol, ...]) -> tuple[Basic, ...] | None:
    """The solid of a boundary or of a whole sphere."""
    if sheet.word == "boundary":
        return sheet.region
    if sheet.word == "sphere" and not sheet.region:
        return (Said("ball", sheet.about),)
    return None


def _patches(sheet: Sheet, variables: tuple[Symbol, ...]) -> tuple[Patch, ...]:
    match sheet.word:
        case "given":
            return (given(sheet, variables),)
        case "sphere":
            ball = round_one(Said("ball", sheet.about), variables)
            return patches_by(Eq(*ball.args, evaluate=False), relations_on(sheet.region, variables), variables)
        case "flat" | "parallelogram":
            return (flat(sheet.about, variables, in_turn=sheet.word == "flat"),)
        case "boundary":
            return tuple(f.patch for f in faces(sheet.region, variables))
    (equation,) = sheet.about
    if not isinstance(equation, Eq):
        raise Unsupported("cannot do this: a surface is given by two parameters, or by an equation such as z = x^2 + y^2")
    if sheet.limits:
        return (_graph_with_limits(equation, sheet.limits, variables),)
    return patches_by(equation, relations_on(sheet.region, variables), variables)


def given(sheet: Sheet, variables: tuple[Symbol, ...]) -> Patch:
    """Coordinates by two parameters, as they were said."""
    if sheet.region and not sheet.limits:
        return _over_region(sheet, variables)
    if len(sheet.limits) != 2:
        raise Unsupported("cannot do this: a surface by parameters needs the limits of both")
    if sheet.region:
        raise Unsupported("cannot do this: a surface by parameters has limits, and no region besides")
    u, v = (w for w, _, _ in sorted(sheet.limits, key=lambda found: found[0].name))
    r, ranges = signed(Vector(*sheet.about), sheet.limits)
    known = {w.name: w for w, _, _ in ranges}
    assert len(variables) == len(r.args)
    return Patch(Vector(*r.args), (known[u.name], known[v.name]), tuple(ranges), None)


def _over_region(sheet: Sheet, variables: tuple[Symbol, ...]) -> Patch:
    """Coordinates by two parameters that satisfy inequalities: u^2 + v^2 <= 1."""
    bound = {s for r in sheet.region for s in r.free_symbols}
    inside = sorted({s for c in sheet.about for s in c.free_symbols if isinstance(s, Symbol)} & bound, key=lambda s: s.name)
    if len(inside) != 2:
        raise Unsupported("cannot do this: a surface by parameters needs the limits of both")
    u, v = inside
    assert len(variables) == len(sheet.about)
    return Patch(Vector(*sheet.about), (u, v), None, relations_on(sheet.region, (u, v)))


def _graph_with_limits(equation: Eq, limits: Limits, variables: tuple[Symbol, ...]) -> Patch:
    (found,) = patches_by(equation, (), variables)
    if found.how != "graph" or {v for v, _, _ in limits} != set(found.parameters):
        raise Unsupported("cannot do this: limits are those of the two parameters, or of the variables of a graph")
    return Patch(found.r, found.parameters, limits, None, "graph", found.equation, about=found.about)
