"""The average value of a function over a region: its integral, divided by the size of the region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.deriving.over_region import HOW, evaluated, set_up
from tutor.errors import Unsupported
from tutor.maths.regions.levels import DIVERGENT
from tutor.maths.regions.reasons import said
from tutor.maths.regions.setup import answered
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees import tree
from tutor.trees.heads import Name

SIZES = ("length", "area", "volume")


def plan(problem: Problem) -> Plan:
    """The size by the same limits, the integral, and their quotient."""
    if len(problem.variables) > len(SIZES):
        raise Unsupported("cannot do this: an average value in more than three variables")
    setup = yield from set_up(problem, problem.given["function"])
    factor = setup.described.chart.factor
    measure = yield from evaluated([(factor, limits) for _, limits in setup.parts], {"of_size": True})
    total = yield from evaluated(setup.parts, {"of_size": False})
    if measure.is_zero or not {measure, total}.isdisjoint(DIVERGENT):
        raise Unsupported("cannot do this: the size of the region or the integral over it is not finite, so there is no average")
    quotient = tree.quotient(total, measure)
    average = yield Stage("quotient", quotient, {"total": total, "measure": measure}, Name(problem.letter, "bar"))
    return Answer(answered({"expression": average}, problem.symbols))


def _facts(problem: Problem) -> Mapping[str, Any]:
    return {"said": said(problem.given["region"]), "size": SIZES[min(len(problem.variables), len(SIZES)) - 1]}


TOPIC = Topic(
    "Average value",
    (
        Field("function", "function"),
        Field("region", "region"),
        *HOW,
    ),
    plan,
    ("expression",),
    defined_there=False,
    facts=_facts,
)
