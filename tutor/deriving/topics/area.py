"""The area of a region: the integral of 1 over it."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.deriving import named
from tutor.deriving.over_region import HOW, size
from tutor.maths.regions.reasons import said
from tutor.model import Problem
from tutor.rule import Field, Plan, Topic


def plan(problem: Problem) -> Plan:
    """The limits, and the integral of 1."""
    return (yield from size(problem, 2, "area"))


def _facts(problem: Problem) -> Mapping[str, object]:
    return {"said": said(problem.given["region"]), "asked": problem.given.get("coordinates")}


TOPIC = Topic(
    "Area",
    (Field("region", "region"), *HOW),
    plan,
    ("expression", "diverges"),
    defined_there=False,
    facts=_facts,
    boxed=lambda problem, _: named.letter(problem, "A"),
    dimension=2,
)
