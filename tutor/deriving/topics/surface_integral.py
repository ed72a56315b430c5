"""A surface integral: of a function by the length of r_u x r_v, of a field by its component along the normal (flux)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sympy import Expr, Symbol

from tutor.deriving import named
from tutor.deriving.over_region import concluded
from tutor.deriving.over_surface import Stages, flux_through, parametrised, summed_over
from tutor.deriving.topics.divergence_theorem import by_solid, is_given, sense_out
from tutor.deriving.topics.stokes import ORIENTATIONS, around, curl_through, sides_of
from tutor.errors import Unsupported
from tutor.maths.curves.closing import closed
from tutor.maths.fields.domain import domain_of
from tutor.maths.fields.inside import smooth_in
from tutor.maths.regions.levels import DIVERGENT
from tutor.maths.surfaces.pieces import Surface, surface_of, with_positive
from tutor.maths.surfaces.said import said_of
from tutor.maths.surfaces.torus import torus_in
from tutor.model import Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees import tree
from tutor.trees.heads import Vector


def plan(problem: Problem) -> Plan:
    """The surface by two parameters, its normal, the integrand on it, and the double integral that is left; or a theorem."""
    given = problem.given
    if ("field" in given) == ("integrand" in given):
        raise Unsupported("cannot do this: a surface integral has an integrand or a field, one of them")
    if "field" in given and len(given["field"]) != len(problem.variables):
        raise Unsupported("cannot do this: the field needs three components")
    _must_fit(given)
    given, positive = with_positive(given, problem.variables)
    problem = replace(problem, given=given)
    surface = closed(surface_of(given["surface"], problem.variables), problem.variables)
    method = given.get("method") or _best(problem, surface)
    if method == "stokes":
        value = yield from around(problem, surface, positive)
    elif method == "divergence_theorem":
        value = yield from by_solid(problem, surface)
    elif given.get("of_curl"):
        value = yield from curl_through(problem, surface, positive)
    else:
        value = yield from directly(problem, surface, positive)
    return concluded(value, problem)


def _best(problem: Problem, surface: Surface) -> str:
    """Stokes' theorem for a curl, the divergence theorem for a closed surface round which the field is smooth, else directly.

    Errors: `Unsupported` where a method that was asked for does not fit.
    """
    given = problem.given
    if given.get("of_curl"):
        return "stokes" if domain_of(given["field"], problem.variables).is_whole else "direct"
    if "field" not in given or surface.solid is None or given.get("orientation") not in (None, "outward", "inward"):
        return "direct"
    if is_given(surface) and (not _one_sided(surface, problem) or torus_in(surface.solid[0], problem.variables) is not None):
        return "direct"  # of a torus the flux by its angles is the shorter way
    return "direct" if smooth_in(given["field"], surface.solid, problem.variables) is None else "divergence_theorem"


def _one_sided(surface: Surface, problem: Problem) -> bool:
    """Whether the side that is asked for is out of the solid on every piece, or into it on every piece."""
    try:
        return sense_out(surface, problem) != 0
    except Unsupported:
        return False


def _must_fit(given: Mapping[str, Any]) -> None:
    """`Unsupported` where the method that was asked for is about something else."""
    method = given.get("method")
    if method in ("stokes", "divergence_theorem") and "field" not in given:
        raise Unsupported("cannot do this: the theorem is about the flux of a field")
    if method == "stokes" and not given.get("of_curl"):
        raise Unsupported(
            "cannot do this: Stokes' theorem is about the flux of a curl; say of_curl = true where the field is F and curl F is meant"
        )
    if method == "divergence_theorem" and given.get("of_curl"):
        raise Unsupported("cannot do this: for the flux of a curl the method is stokes or direct")


def directly(problem: Problem, surface: Surface, positive: tuple[Symbol, ...]) -> Stages:
    """Every piece by its parameters, and their sum."""
    given, n = problem.given, len(surface.patches)
    values: list[Expr] = []
    for k, (patch, side) in enumerate(zip(surface.patches, sides_of(problem, surface), strict=True)):
        facts = {"patch": patch, "face": k + 1, "faces": n, "cap": False, "positive_": positive if k == 0 else ()}
        yield from parametrised(patch, problem.variables, facts)
        if "integrand" in given:
            values.append((yield from summed_over(patch, given["integrand"], problem.variables, facts)))
        else:
            values.append((yield from flux_through(patch, Vector(*given["field"]), side, problem.variables, facts)))
        if values[-1] in DIVERGENT:
            return values[-1]  # one piece that diverges is enough
    return values[0] if n == 1 else (yield Stage("all_faces", tree.total(*values), {}))


def _facts(problem: Problem) -> Mapping[str, object]:
    given = problem.given
    return {
        "field_": Vector(*given["field"]) if "field" in given else None,
        "f": given.get("integrand"),
        "sheets": said_of(given["surface"], problem.variables),
        "orientation": given.get("orientation"),
        "curled": bool(given.get("of_curl")),
        "asked_for": given.get("method"),
        "let_surface": named.of_surface(problem),
    }


TOPIC = Topic(
    "Surface integral",
    (
        Field("integrand", "function", required=False),
        Field("field", "functions", required=False),
        Field("surface", "patch"),
        Field("limits", "limits", required=False),
        Field("region", "region", required=False),
        Field("orientation", "side_of_surface", required=False, choices=ORIENTATIONS),
        Field("of_curl", "flag", required=False),
        Field("method", "choice", required=False, choices=("direct", "stokes", "divergence_theorem")),
    ),
    plan,
    ("expression", "diverges"),
    one_of=(("integrand", "field"),),
    defined_there=False,
    facts=_facts,
    boxed=lambda problem, _: named.through_surface(problem, bool(problem.given.get("of_curl"))),
)
