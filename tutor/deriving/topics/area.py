"""The area of a region: the integral of 1 over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import S

from tutor.deriving.topics.integral_over_region import evaluated
from tutor.deriving.topics.set_up import COORDINATES
from tutor.errors import Unsupported
from tutor.maths.regions.reasons import said
from tutor.maths.regions.setup import answered, read, setting_up
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Topic

DIMENSION = 2


def plan(problem: Problem) -> Plan:
    """The limits, and the integral of 1."""
    given = problem.given
    if len(problem.variables) != DIMENSION:
        raise Unsupported(f"cannot do this: this area is of a region in {DIMENSION} variables, and there are {len(problem.variables)}")
    choice, f = read(given["region"], problem.variables, S.One, given.get("coordinates"), given.get("order"))
    setup = yield from setting_up(choice, f)
    value = yield from evaluated(setup)
    return Answer(answered({"expression": value, **setup.answer}, problem.symbols))


def _facts(problem: Problem) -> Mapping[str, Any]:
    return {"said": said(problem.given["region"]), "asked": problem.given.get("coordinates")}


TOPIC = Topic(
    "Area",
    (
        Field("region", "region"),
        Field("coordinates", "choice", required=False, choices=COORDINATES),
        Field("order", "symbols", required=False),
    ),
    plan,
    ("expression",),
    defined_there=False,
    facts=_facts,
)
