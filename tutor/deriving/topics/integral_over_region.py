"""An integral over a region: from what bounds it to the limits, in coordinates and in an order, and from them to the value."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import S

from tutor.deriving.over_region import HOW, concluded, integrated
from tutor.maths.regions.reasons import said
from tutor.model import Problem
from tutor.rule import Field, Plan, Topic


def plan(problem: Problem) -> Plan:
    """The limits, the integral, its levels."""
    value, setup = yield from integrated(problem, problem.given.get("integrand", S.One))
    return concluded(value, problem, setup.answer)


def _facts(problem: Problem) -> Mapping[str, object]:
    return {"said": said(problem.given["region"]), "asked": problem.given.get("coordinates"), "wanted": problem.given.get("order")}


TOPIC = Topic(
    "Integral over a region",
    (
        Field("integrand", "function", required=False),
        Field("region", "region"),
        *HOW,
    ),
    plan,
    ("expression", "diverges"),
    defined_there=False,
    facts=_facts,
)
