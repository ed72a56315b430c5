"""An iterated integral, or a sum of them: from the inside outwards, each level an integral in one variable.

Where a level has no antiderivative that is found, the region is read off the limits and taken in another order, or in polar
coordinates.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from sympy import Expr, S

from tutor.deriving.other_order import in_some_order
from tutor.deriving.over_region import concluded, evaluated
from tutor.errors import Unsupported
from tutor.maths.regions.levels import Limits, nested
from tutor.model import Problem
from tutor.rule import Expected, Field, Plan, Topic
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
    return concluded((yield from evaluated(posed(problem), one=partial(in_some_order, problem), in_this_order=True)), problem)


def _whole(problem: Problem) -> Expr:
    return tree.total(*(nested(f, limits) for f, limits in posed(problem)))


def _facts(problem: Problem) -> Mapping[str, object]:
    return {"whole": _whole(problem)}


TOPIC = Topic(
    "Iterated integral",
    (
        Field("integrand", "function", required=False),
        Field("limits", "limits", required=False),
        Field("integrals", "integrals", required=False),
    ),
    plan,
    ("expression", "diverges"),
    defined_there=False,
    facts=_facts,
    boxed=lambda problem, _: _whole(problem),
    expected=Expected(shape="improper"),
)
