"""The volume of a region: the integral of 1 over it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tutor.deriving import named
from tutor.deriving.over_region import HOW, size
from tutor.maths.regions.reasons import said
from tutor.model import Problem
from tutor.rule import Field, Plan, Topic


def plan(problem: Problem) -> Plan:
    """The limits, and the integral of 1."""
    return (yield from size(problem, 3, "volume"))


def _facts(problem: Problem) -> Mapping[str, object]:
    return {"said": said(problem.given["region"]), "asked": problem.given.get("coordinates")}


# What lies between a graph and a part of the plane has a phrase of its own.
_UNDER = re.compile(r"(?:(?:the\s+)?(?:solid|region)\s+)?(?:that\s+lies\s+)?(?:under|below)\b.*\b(?:above|over)\b[^z]*", re.I | re.S)

TOPIC = Topic(
    "Volume",
    (Field("region", "region"), *HOW),
    plan,
    ("expression", "diverges"),
    defined_there=False,
    facts=_facts,
    boxed=lambda problem, _: named.letter(problem, "V"),
    dimension=3,
    other_words=_UNDER,
)
