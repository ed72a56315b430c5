"""The flux out of a solid by the divergence theorem: the integral of the divergence over what the surface encloses."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

from sympy import Expr

from tutor.deriving.over_region import COORDINATES, Theorem, through
from tutor.deriving.topics.divergence import plan as divergence
from tutor.maths.regions.reasons import said
from tutor.model import Problem
from tutor.rule import Field, Plan, Stage, Topic


def _derived(problem: Problem) -> Generator[Stage, Expr, Expr]:
    """The divergence."""
    found: Expr = (yield from divergence(problem)).fields["expression"]
    return found


GAUSS = Theorem(3, "the divergence theorem is about a field of three components in space", "surface", "solid", _derived, "inward")


def plan(problem: Problem) -> Plan:
    """The divergence, integrated over what the surface encloses."""
    return (yield from through(GAUSS, problem))


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
