"""The curl of a vector field in space, or its scalar curl in the plane."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr

from tutor.deriving.topics.divergence import COMPONENTS, components, same_length
from tutor.errors import Unsupported
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Name, Vector


def rotation(problem: Problem) -> Generator[Stage, Expr, Expr]:
    """The partial derivatives that occur and their differences: the curl, a number in the plane."""
    n = len(problem.variables)
    if n not in (2, 3):
        raise Unsupported(f"cannot do this: a curl needs two or three components, not {n}")
    # component k is the derivative of field[j] by variable i minus that of field[i] by variable j
    pairs = ((0, 1),) if n == 2 else ((1, 2), (2, 0), (0, 1))
    parts, names = [], []
    for i, j in pairs:
        forward = yield from _partial(problem, j, i)
        backward = yield from _partial(problem, i, j)
        parts.append(tree.total(forward, tree.negative(backward)))
        names.append(tree.total(_name(problem, j, i), tree.negative(_name(problem, i, j))))
    goal, called = (parts[0], names[0]) if n == 2 else (Vector(*parts), Vector(*names))
    return (yield Stage("subtract" if n == 3 else "subtract_plane", goal, {"names": called}, Name("F", "curl")))


def plan(problem: Problem) -> Plan:
    """The curl, and the point put in."""
    same_length(problem)
    found = yield from rotation(problem)
    point = problem.given.get("point")
    if point:
        found = yield Stage("evaluate", At(found, point.keys(), point.values()), {"point": point}, Name("F", "curl", (), point.values()))
    return Answer({"vector" if len(problem.variables) == 3 else "expression": found})


def _name(problem: Problem, component: int, by: int) -> Name:
    return Name(COMPONENTS[component], "∂", (problem.variables[by],))


def _partial(problem: Problem, component: int, by: int) -> Generator[Stage, Expr, Expr]:
    f, x, name = problem.given["field"][component], problem.variables[by], _name(problem, component, by)
    facts = {"f": f, "x": x, "held": problem.held(x), "letter": Name(COMPONENTS[component]), "name": name}
    return (yield Stage("partial", Diff(f, x, *problem.held(x)), facts, name))


TOPIC = Topic(
    "Curl",
    (Field("field", "functions"), Field("point", "point", required=False)),
    plan,
    ("vector", "expression"),
    facts=components,
)
