"""The flux through a closed surface by the divergence theorem: the integral of the divergence over what it encloses.

An open surface is closed by its missing faces, and their flux is taken off again.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sympy import Add, Eq, Expr, Symbol

from tutor.deriving import named
from tutor.deriving.over_boundary import SMALL
from tutor.deriving.over_region import COORDINATES, Boundary, Theorem, opposite_sign, oriented, through
from tutor.deriving.over_surface import NormalSide, Stages, faced, flux_through, held_flux, lying_on, parametrised, side_sign
from tutor.deriving.topics.divergence import spreading
from tutor.errors import Unsupported
from tutor.maths.curves.closing import Capped, capped, closed, sense, with_equation
from tutor.maths.fields.domain import Hole
from tutor.maths.regions.levels import DIVERGENT
from tutor.maths.regions.reasons import said
from tutor.maths.regions.setup import answered
from tutor.maths.surfaces.by_equation import patches_by
from tutor.maths.surfaces.faces import Face, faces
from tutor.maths.surfaces.pieces import Surface, surface_of, with_positive
from tutor.maths.surfaces.said import said_of
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID
from tutor.trees import tree
from tutor.trees.heads import Vector


def _round_point(problem: Problem, hole: Hole) -> Stages:
    """The flux out of a small sphere about a point."""
    at = dict(hole.at)
    square = Add(*(tree.power(tree.displacement(v, at[v]), 2) for v in problem.variables), evaluate=False)
    (patch,) = patches_by(Eq(square, SMALL**2, evaluate=False), (), problem.variables)
    facts = {"patch": patch, "face": 1, "faces": 1, "cap": False}
    yield from parametrised(patch, problem.variables, facts)
    return (yield from flux_through(patch, Vector(*problem.given["field"]), NormalSide("outward"), problem.variables, facts))


ABOUT = "the divergence theorem is about a field of three components in space"
GAUSS = Theorem(3, ABOUT, "surface", "solid", spreading, "inward", _round_point)


def plan(problem: Problem) -> Plan:
    """The divergence, integrated over what the surface encloses; the flux through its faces beside it where both sides are asked."""
    given, variables = problem.given, problem.variables
    if len(variables) != 3 or len(given["field"]) != 3:
        raise Unsupported(f"cannot do this: {ABOUT}")
    if "surface" in given:
        given, _ = with_positive(given, variables)
        surface = closed(surface_of(given["surface"], variables), variables)
        problem = replace(problem, given=given)
        if surface.solid is None or is_given(surface):
            usual = None if is_given(surface) else "outward"
            return Answer(answered({"expression": (yield from by_solid(problem, surface, usual))}, problem.symbols))
        problem = replace(problem, given={**given, "region": surface.solid})
    value = yield from through(GAUSS, problem)
    if not given.get("both_sides"):
        return Answer(answered({"expression": (yield from oriented(GAUSS, problem, value))}, problem.symbols))
    yield Stage("second", value, solve=False, equals=value, shown=UNSAID)
    other = yield from through_faces(problem, faces(problem.given["region"], variables))
    turned = yield from oriented(GAUSS, problem, value)
    facts = {"value": value, "asked_": turned if problem.given.get("orientation") == GAUSS.opposite else None}
    yield Stage("agree", other, facts, equals=value, check=True, solve=False)
    first = None if facts["asked_"] is None else value
    return Answer(answered({"expression": turned, "sides": {"inside": turned, "boundary": turned}}, problem.symbols), {"first": first})


def by_solid(problem: Problem, surface: Surface, usual: str | None = None) -> Stages:
    """The flux through a surface by way of the solid that it bounds, alone or with the faces that close it.

    `usual` is the orientation where none is asked for; without it the normal is r_u x r_v.
    """
    given, variables = problem.given, problem.variables
    wanted = given.get("orientation", usual)
    if surface.solid is not None:
        return (yield from _out_of(surface, problem, wanted))
    if len(surface.patches) != 1:
        raise Unsupported("cannot do this: the pieces are not seen to close up")
    found = capped(with_equation(surface.patches[0], variables), variables)
    caps = tuple(f.patch.equation for f in found.caps)
    facts = {"caps_": caps, "solid": said(found.solid), "lies_on": found.piece.equation if is_given(surface) else None}
    chosen = wanted is None and not is_given(surface)
    side, seen = faced(found.piece, variables) if chosen else ({}, ())
    facts |= {"tangents_": found.piece.tangents if chosen else None, **side}
    claims = lying_on(found.piece, variables) if is_given(surface) else seen
    yield Stage("closing", found.piece.r, facts, kept=True, claims=claims, shown=UNSAID)
    whole = yield from through(GAUSS, replace(problem, given={**given, "region": found.solid}))
    lids = yield from _fluxes(problem, found.caps, cap=True)
    value = yield Stage("less_caps", tree.total(whole, *(tree.negative(v) for v in lids)), {"caps_": caps})
    if not _points_out(found, wanted, variables):
        value = yield from opposite_sign("turned", value, wanted=wanted)
    return value


def _points_out(found: Capped, wanted: Any, variables: Sequence[Symbol]) -> bool:
    """Whether the normal that is asked for points out of the solid that a piece and its lid bound."""
    if wanted in ("outward", "inward"):
        return bool(wanted == "outward")
    side = None if wanted is None else NormalSide("vector", wanted) if isinstance(wanted, Vector) else NormalSide(wanted)
    return side_sign(found.piece, side, variables) == sense(found.piece, found.face.outward.args, variables)


def _out_of(surface: Surface, problem: Problem, wanted: Any) -> Stages:
    """The flux through a closed surface. Of one given by parameters r_u x r_v says the side where no other was asked for."""
    if wanted not in (None, "outward", "inward"):
        raise Unsupported("cannot do this: a closed surface is oriented outward or inward")
    assert surface.solid is not None
    inside = replace(problem, given={**problem.given, "region": surface.solid})
    if not is_given(surface):
        return (yield from oriented(GAUSS, inside, (yield from through(GAUSS, inside, boundary=Boundary(chosen=wanted is None)))))
    sign = sense_out(surface, problem)
    facts = {
        "faces_": tuple((p.r_name, p.equation) for p in surface.patches), "solid": said(surface.solid), "by_normal": wanted is None,
        "tangents_": surface.patches[0].tangents, "side_": "outward" if sign == 1 else "inward",
    }  # fmt: skip
    claims = tuple(c for p in surface.patches for c in lying_on(p, problem.variables))
    yield Stage("recognised", surface.patches[0].r, facts, kept=True, claims=claims, shown=UNSAID)
    value = yield from through(GAUSS, inside)
    if sign == -1:
        value = yield from opposite_sign("inward", value)
    pairs = zip(surface.patches, surface.faces, strict=True)
    turns = [side_sign(p, None if wanted is None else NormalSide(wanted, f.outward), problem.variables) for p, f in pairs]
    field = problem.given["field"]
    goal = tree.total(*(held_flux(p, field, s, problem.variables) for p, s in zip(surface.patches, turns, strict=True)))
    if not goal.free_symbols - {s for p in surface.patches for s in p.parameters}:  # at many values of a letter it would take long
        yield Stage("through_given", goal, {**facts, "value": value}, equals=value, check=True, solve=False, optional=True)
    return value


def is_given(surface: Surface) -> bool:
    """Whether a piece of it is given by parameters."""
    return any(p.how == "given" for p in surface.patches)


def sense_out(surface: Surface, problem: Problem) -> int:
    """1 where the flux that is asked for is outward, -1 inward. Errors: `Unsupported` where r_u x r_v points out on some pieces only."""
    wanted = problem.given.get("orientation")
    if wanted is not None:
        return -1 if wanted == "inward" else 1
    signs = {sense(p, f.outward.args, problem.variables) for p, f in zip(surface.patches, surface.faces, strict=True)}
    if len(signs) != 1:
        raise Unsupported("cannot do this: r_u x r_v points outward on some pieces and inward on others; say which orientation is meant")
    return signs.pop()


def through_faces(problem: Problem, found: tuple[Face, ...]) -> Stages:
    """The flux out through every face, and the sum."""
    values = yield from _fluxes(problem, found)
    return values[0] if len(values) == 1 else (yield Stage("all_faces", tree.total(*values)))


def _fluxes(problem: Problem, found: tuple[Face, ...], cap: bool = False) -> Generator[Stage, Expr, list[Expr]]:
    values: list[Expr] = []
    for k, f in enumerate(found):
        facts = {"patch": f.patch, "face": k + 1, "faces": len(found), "cap": cap}
        yield from parametrised(f.patch, problem.variables, facts)
        side = NormalSide("outward", f.outward)
        values.append((yield from flux_through(f.patch, Vector(*problem.given["field"]), side, problem.variables, facts)))
        if values[-1] in DIVERGENT:
            raise Unsupported("cannot do this: the flux through a face diverges")
    return values


def _facts(problem: Problem) -> Mapping[str, object]:
    given = problem.given
    by_parameters = len(given.get("surface", ())) == 1 and given["surface"][0].word == "given"
    return {
        "said": said(given["region"]) if "region" in given and "surface" not in given else None,
        "sheets": said_of(given["surface"], problem.variables) if "surface" in given else (),
        "asked": given.get("coordinates"),
        "orientation": given.get("orientation") or (None if by_parameters else "outward"),
        "both": bool(given.get("both_sides")),
        "let_surface": named.of_surface(problem),
    }


TOPIC = Topic(
    "Divergence theorem",
    (
        Field("field", "functions"),
        Field("region", "region", required=False),
        Field("surface", "patch", required=False),
        Field("limits", "limits", required=False),
        Field("orientation", "side_of_surface", required=False, choices=("outward", "inward", "upward", "downward")),
        Field("coordinates", "choice", required=False, choices=COORDINATES),
        Field("both_sides", "flag", required=False),
    ),
    plan,
    ("expression", "sides"),
    defined_there=False,
    facts=_facts,
    boxed=lambda problem, _: named.through_surface(problem),
)
