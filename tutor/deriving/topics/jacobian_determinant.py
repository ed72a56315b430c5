"""The Jacobian determinant of a change of variables x = x(u, v), y = y(u, v)."""

from __future__ import annotations

from tutor.deriving.topics.jacobian import jacobian
from tutor.errors import Unsupported
from tutor.model import Answer, Problem
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.trees.heads import At, Determinant, MatrixOf, Name


def plan(problem: Problem) -> Plan:
    """The matrix of partial derivatives, its determinant, the point put in."""
    transform = problem.given["transform"]
    if len(transform) != len(problem.variables):
        raise Unsupported(
            f"cannot do this: a determinant needs as many new variables as old ones, not {len(problem.variables)} for {len(transform)}"
        )
    matrix = yield from jacobian(problem, ((str(x), expr) for x, expr in transform.items()))
    assert isinstance(matrix, MatrixOf)
    determinant = Name("J", "det")
    found = yield Stage("determinant", Determinant(matrix), {"old": tuple(transform), "new": problem.variables}, determinant)
    point = problem.given.get("point")
    if point:
        found = yield Stage("evaluate", At(found, point.keys(), point.values()), {"point": point}, Name("J", "det", (), point.values()))
    return Answer({"expression": found})


TOPIC = Topic(
    "Jacobian determinant",
    (Field("transform", "transform"), Field("point", "point", required=False)),
    plan,
    ("expression",),
    ordered=True,
    expected=Expected(operations=("determinant",), nouns=("jacobian", "determinant", "determinante")),
)
