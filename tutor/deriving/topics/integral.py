"""An integral in one variable: indefinite, or between two limits, either of which may be infinite."""

from __future__ import annotations

from typing import Any

from sympy import S, Symbol

from tutor.errors import Unsupported
from tutor.maths.integrals.regular import keeps_sign
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees.heads import Int

CONSTANTS = ("C", "K", "C_1")  # the constant of integration: the first that is not in use


def plan(problem: Problem) -> Plan:
    """The integral as a goal for the rules; an antiderivative with its constant."""
    f = problem.given["integrand"]
    x = problem.given.get("variable") or problem.variables[0]
    ends = [problem.given[name] for name in ("lower", "upper") if name in problem.given]
    if len(ends) == 1:
        raise Unsupported("cannot do this: an integral has two limits or none")
    goal = Int(f, x, *ends)
    facts: dict[str, Any] = {"x": x, "definite": bool(ends)}
    if not ends:
        facts["constant"] = Symbol(next(c for c in CONSTANTS if c not in problem.symbols), real=True)
    found = yield Stage("integrate", goal, facts, goal)
    if found in (S.Infinity, S.NegativeInfinity):
        return Answer({"diverges": True}, {"tends_to": found} if keeps_sign(goal) else {})
    return Answer({"expression": found})


TOPIC = Topic(
    "Integral",
    (
        Field("integrand", "function"),
        Field("variable", "name", required=False),
        Field("lower", "scalar", required=False),
        Field("upper", "scalar", required=False),
    ),
    plan,
    ("expression", "diverges"),
    decimals=True,
)
