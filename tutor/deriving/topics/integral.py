"""An integral in one variable: indefinite, or between two limits, either of which may be infinite."""

from __future__ import annotations

from sympy import Symbol

from tutor.errors import Unsupported
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees import tree
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
    found = yield Stage("integrate", goal, {"x": x, "definite": bool(ends)}, goal)
    if ends:
        return Answer({"expression": found})
    constant = Symbol(next(c for c in CONSTANTS if c not in problem.symbols), real=True)
    return Answer({"expression": found}, {"goal": goal, "total": tree.total(found, constant)})


TOPIC = Topic(
    "Integral",
    (
        Field("integrand", "function"),
        Field("variable", "name", required=False),
        Field("lower", "scalar", required=False),
        Field("upper", "scalar", required=False),
    ),
    plan,
    ("expression",),
    decimals=True,
)
