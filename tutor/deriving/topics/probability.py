"""The probability of a region under a joint density: the integral of the density over the part of it where there is any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import S
from sympy.core.relational import Relational

from tutor.deriving.over_region import integrated
from tutor.errors import Unsupported
from tutor.maths.numbers import sign_of
from tutor.maths.regions.reasons import said
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Topic
from tutor.trees import tree


def plan(problem: Problem) -> Plan:
    """The limits of the region within the support, and the integral of the density."""
    given = problem.given
    support = given.get("support", ())
    if not all(isinstance(r, Relational) for r in support):
        raise Unsupported("cannot do this: the support of a density is given by inequalities")
    value, setup = yield from integrated(problem, given["density"], (*support, *given["region"]))
    if value.is_finite is False or sign_of(tree.plain(value)) == -1 or sign_of(tree.plain(S.One - value)) == -1:
        raise Unsupported("cannot do this: the integral is no probability, so the function given is no density there")
    return Answer({"expression": value, **setup.answer})


def _facts(problem: Problem) -> Mapping[str, Any]:
    return {"said": said(problem.given["region"]), "supported": problem.given.get("support", ())}


TOPIC = Topic(
    "Probability",
    (Field("density", "function"), Field("region", "region"), Field("support", "relations", required=False)),
    plan,
    ("expression",),
    defined_there=False,
    facts=_facts,
)
