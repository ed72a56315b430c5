"""The flux out of a solid by the divergence theorem: the integral of the divergence over what the surface encloses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Tuple

from tutor.deriving.topics.divergence import plan as divergence
from tutor.deriving.topics.integral_over_region import evaluated
from tutor.deriving.topics.set_up import COORDINATES
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
    """The hypotheses, the divergence, its integral over the solid, and the sign where the inner side is asked for."""
    given, variables = problem.given, problem.variables
    if len(variables) != 3 or len(given["field"]) != 3:
        raise Unsupported("cannot do this: the divergence theorem is about a field of three components in space")
    if not domain_of(given["field"], variables).is_whole:
        raise Unsupported("cannot do this: it is not shown that the field is smooth everywhere inside the surface")
    yield Stage("hypotheses", Tuple(Vector(*given["field"])), kept=True, shown=UNSAID)
    found = (yield from divergence(problem)).fields["expression"]
    if found.is_zero:
        return Answer({"expression": (yield Stage("nothing", found))})
    choice, f = read(given["region"], variables, found, given.get("coordinates"), None)
    if not choice.described.bounded:
        raise Unsupported("cannot do this: the solid is unbounded, so no closed surface is its boundary")
    setup = yield from setting_up(choice, f)
    value = yield from evaluated(setup)
    if given.get("orientation") == "inward":
        value = yield Stage("inward", tree.negative(value))
    return Answer({"expression": value})


def _facts(problem: Problem) -> Mapping[str, Any]:
    given = problem.given
    return {"said": said(given["region"]), "asked": given.get("coordinates"), "orientation": given.get("orientation", "outward")}


TOPIC = Topic(
    "Divergence theorem",
    (
        Field("field", "functions"),
        Field("region", "region"),
        Field("orientation", "choice", required=False, choices=("outward", "inward")),
        Field("coordinates", "choice", required=False, choices=COORDINATES),
    ),
    plan,
    ("expression",),
    defined_there=False,
    facts=_facts,
)
