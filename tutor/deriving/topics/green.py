"""The circulation round a region of the plane by Green's theorem: the integral of the scalar curl over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.deriving.over_region import Theorem, through
from tutor.deriving.topics.curl import rotation
from tutor.maths.regions.reasons import said
from tutor.model import Problem
from tutor.rule import Field, Plan, Topic

GREEN = Theorem(2, "Green's theorem is about a field of two components in the plane", "curve", "region", rotation, "clockwise")


def plan(problem: Problem) -> Plan:
    """The scalar curl, integrated over what the curve encloses."""
    return (yield from through(GREEN, problem))


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
