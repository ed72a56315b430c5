"""An iterated integral, or a sum of them: from the inside outwards, each level an integral in one variable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Expr, S

from tutor.deriving.over_region import concluded, evaluated
from tutor.errors import Unsupported
from tutor.maths.regions.levels import Limits, nested
from tutor.model import Problem
from tutor.rule import Field, Plan, Topic
from tutor.trees import tree


def posed(problem: Problem) -> tuple[tuple[Expr, Limits], ...]:
    """The iterated integrals that are added. Errors: `Unsupported` where none or both ways of saying them are used."""
    given = problem.given
    if ("limits" in given) == ("integrals" in given):
        raise Unsupported("cannot do this: an iterated integral has limits, or a sum has integrals")
    if "limits" in given:
        return ((given.get("integrand", S.One), given["limits"]),)
    found: tuple[tuple[Expr, Limits], ...] = given["integrals"]
    return found


def plan(problem: Problem) -> Plan:
    """Level by level; of a sum, one integral after the other."""
    return concluded((yield from evaluated(posed(problem))), problem)


def _facts(problem: Problem) -> Mapping[str, Any]:
    return {"whole": tree.total(*(nested(f, limits) for f, limits in posed(problem)))}


TOPIC = Topic(
    "Iterated integral",
    (
        Field("integrand", "function", required=False),
        Field("limits", "limits", required=False),
        Field("integrals", "integrals", required=False),
    ),
    plan,
    ("expression", "diverges"),
    one_of=(("limits", "integrals"),),
    defined_there=False,
    facts=_facts,
)
