"""An integral over a region: from what bounds it to the limits, in coordinates and in an order, and from them to the value."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

from sympy import Expr, S

from tutor.maths.regions.levels import levels
from tutor.maths.regions.reasons import said
from tutor.maths.regions.setup import Setup, answered, read, setting_up
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees import tree


def evaluated(setup: Setup, facts: Mapping[str, Any] | None = None) -> Generator[Stage, Expr, Expr]:
    """The value of all pieces, one after the other, and their sum. `facts` go to all words."""
    values: list[Expr] = []
    for k, (f, limits) in enumerate(setup.parts):
        value = yield from levels(f, limits, {**(facts or {}), "part": k + 1, "parts": len(setup.parts)})
        values.append(value)
    if len(values) == 1:
        return values[0]
    return (yield Stage("sum", tree.total(*values), facts or {}))


def plan(problem: Problem) -> Plan:
    """The limits, the integral, its levels."""
    given = problem.given
    integrand = given.get("integrand", S.One)
    choice, f = read(given["region"], problem.variables, integrand, given.get("coordinates"), given.get("order"))
    setup = yield from setting_up(choice, f)
    value = yield from evaluated(setup)
    return Answer(answered({"expression": value, **setup.answer}, problem.symbols))


def _facts(problem: Problem) -> Mapping[str, Any]:
    return {"said": said(problem.given["region"]), "asked": problem.given.get("coordinates"), "wanted": problem.given.get("order")}


TOPIC = Topic(
    "Integral over a region",
    (
        Field("integrand", "function", required=False),
        Field("region", "region"),
        Field("coordinates", "choice", required=False, choices=("cartesian", "polar", "cylindrical", "spherical")),
        Field("order", "symbols", required=False),
    ),
    plan,
    ("expression",),
    defined_there=False,
    facts=_facts,
)
