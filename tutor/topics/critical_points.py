"""Critical points: where the gradient vanishes or does not exist, and what kind of point each is."""

from __future__ import annotations

from tutor.errors import Unsupported
from tutor.model import Problem
from tutor.rule import Field, Plan, Topic


def plan(problem: Problem) -> Plan:
    raise Unsupported("not yet")
    yield


TOPIC = Topic("Critical points", (Field("function", "function"), Field("domain", "relations", required=False)), plan, ("points",))
