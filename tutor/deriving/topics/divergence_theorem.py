"""The flux through a closed surface by the divergence theorem: the integral of the divergence over what it encloses.

An open surface is closed by its missing faces, and their flux is taken off again.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import replace
from typing import Any

from sympy import Add, Eq, Expr

from tutor.deriving.over_boundary import SMALL
from tutor.deriving.over_region import COORDINATES, Theorem, oriented, through
from tutor.deriving.over_surface import Side, Stages, flux_through, parametrised, side_sign
from tutor.deriving.topics.divergence import spreading
from tutor.errors import Unsupported
from tutor.maths.curves.closing import capped, closed, sense
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
    return (yield from flux_through(patch, Vector(*problem.given["field"]), Side("outward"), problem.variables, facts))


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
        if surface.solid is None:
            return Answer(answered({"expression": (yield from by_solid(problem, surface))}, problem.symbols))
        problem = replace(problem, given={**given, "region": surface.solid})
    value = yield from through(GAUSS, problem)
    if not given.get("both_sides"):
        return Answer(answered({"expression": (yield from oriented(GAUSS, problem, value))}, problem.symbols))
    yield Stage("second", value, solve=False, equals=value, shown=UNSAID)
    other = yield from through_faces(problem, faces(problem.given["region"], variables))
    yield Stage("agree", other, {"value": value}, equals=value, check=True, solve=False)
    value = yield from oriented(GAUSS, problem, value)
    return Answer(answered({"expression": value, "sides": {"inside": value, "boundary": value}}, problem.symbols))


def by_solid(problem: Problem, surface: Surface) -> Stages:
    """The flux through a surface by way of the solid that it bounds, alone or with the faces that close it."""
    given, variables = problem.given, problem.variables
    wanted = given.get("orientation")
    if surface.solid is not None:
        inside = replace(problem, given={**given, "region": surface.solid})
        value = yield from through(GAUSS, inside)
        if wanted not in (None, "outward", "inward"):
            raise Unsupported("cannot do this: a closed surface is oriented outward or inward")
        return (yield from oriented(GAUSS, inside, value))
    if len(surface.patches) != 1:
        raise Unsupported("cannot do this: the pieces are not seen to close up")
    (patch,) = surface.patches
    found = capped(patch, variables)
    caps = tuple(f.patch.equation for f in found.caps)
    yield Stage("closing", patch.r, {"caps_": caps, "solid": said(found.solid)}, kept=True, shown=UNSAID)
    whole = yield from through(GAUSS, replace(problem, given={**given, "region": found.solid}))
    lids = yield from _fluxes(problem, found.caps, cap=True)
    value = yield Stage("less_caps", tree.total(whole, *(tree.negative(v) for v in lids)), {"caps_": caps})
    side = None if wanted is None else Side("vector", wanted) if isinstance(wanted, Vector) else Side(wanted)
    if side_sign(patch, side, variables) != sense(patch, found.face.outward.args, variables):
        value = yield Stage("turned", tree.negative(value), {"wanted": wanted})
    return value


def through_faces(problem: Problem, found: tuple[Face, ...]) -> Stages:
    """The flux out through every face, and the sum."""
    values = yield from _fluxes(problem, found)
    return values[0] if len(values) == 1 else (yield Stage("all_faces", tree.total(*values)))


def _fluxes(problem: Problem, found: tuple[Face, ...], cap: bool = False) -> Generator[Stage, Expr, list[Expr]]:
    values: list[Expr] = []
    for k, f in enumerate(found):
        facts = {"patch": f.patch, "face": k + 1, "faces": len(found), "cap": cap}
        yield from parametrised(f.patch, problem.variables, facts)
        side = Side("outward", f.outward)
        values.append((yield from flux_through(f.patch, Vector(*problem.given["field"]), side, problem.variables, facts)))
        if values[-1] in DIVERGENT:
            raise Unsupported("cannot do this: the flux through a face diverges")
    return values


def _facts(problem: Problem) -> Mapping[str, Any]:
    given = problem.given
    return {
        "said": said(given["region"]) if "region" in given and "surface" not in given else None,
        "sheets": said_of(given["surface"], problem.variables) if "surface" in given else (),
        "asked": given.get("coordinates"),
        "orientation": given.get("orientation") or "outward",
        "both": bool(given.get("both_sides")),
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
)
