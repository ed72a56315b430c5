"""The circulation round a region of the plane by Green's theorem: the integral of the scalar curl over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Tuple

from tutor.deriving.topics.curl import rotation
from tutor.deriving.topics.integral_over_region import evaluated
from tutor.errors import Unsupported
from tutor.maths.fields.domain import domain_of
from tutor.maths.regions.reasons import said
from tutor.maths.regions.setup import read, setting_up
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID
from tutor.trees import tree
from tutor.trees.heads import Vector


def plan(problem: Problem) -> Plan:
    """The hypotheses, Q_x - P_y, its integral over the region, and the sign where the boundary runs clockwise."""
    given, variables = problem.given, problem.variables
    if len(variables) != 2 or len(given["field"]) != 2:
        raise Unsupported("cannot do this: Green's theorem is about a field of two components in the plane")
    if not domain_of(given["field"], variables).is_whole:
        raise Unsupported("cannot do this: it is not shown that the field is smooth everywhere inside the curve")
    yield Stage("hypotheses", Tuple(Vector(*given["field"])), kept=True, shown=UNSAID)
    found = yield from rotation(problem)
    if found.is_zero:
        return Answer({"expression": (yield Stage("nothing", found))})
    choice, f = read(given["region"], variables, found, given.get("coordinates"), None)
    if not choice.described.bounded:
        raise Unsupported("cannot do this: the region is unbounded, so no closed curve is its boundary")
    setup = yield from setting_up(choice, f)
    value = yield from evaluated(setup)
    if given.get("orientation") == "clockwise":
        value = yield Stage("clockwise", tree.negative(value))
    return Answer({"expression": value})


def _facts(problem: Problem) -> Mapping[str, Any]:
    given = problem.given
    return {"said": said(given["region"]), "asked": given.get("coordinates"), "orientation": given.get("orientation", "counterclockwise")}


TOPIC = Topic(
    "Green's theorem",
    (
        Field("field", "functions"),
        Field("region", "region"),
        Field("orientation", "choice", required=False, choices=("counterclockwise", "clockwise")),
        Field("coordinates", "choice", required=False, choices=("cartesian", "polar")),
    ),
    plan,
    ("expression",),
    defined_there=False,
    facts=_facts,
)
