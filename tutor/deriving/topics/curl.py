"""The curl of a vector field in space, or its scalar curl in the plane."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, S

from tutor.deriving.topics.divergence import COMPONENTS, COORDINATES, components, same_length, times
from tutor.errors import Unsupported
from tutor.maths.fields import orthogonal
from tutor.model import Answer, Problem
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Name, Vector

# component k of the curl is the derivative of field[j] by variable i minus that of field[i] by variable j
PAIRS = {2: ((0, 1),), 3: ((1, 2), (2, 0), (0, 1))}


def rotation(problem: Problem) -> Generator[Stage, Expr, Expr]:
    """The partial derivatives that occur and their differences: the curl, a number in the plane."""
    n = len(problem.variables)
    if n not in (2, 3):
        raise Unsupported(f"cannot do this: a curl needs two or three components, not {n}")
    parts, names = [], []
    for i, j in PAIRS[n]:
        parts.append((yield from _both(problem, i, j)))
        names.append(_difference(problem, i, j))
    goal, called = (parts[0], names[0]) if n == 2 else (Vector(*parts), Vector(*names))
    return (yield Stage("subtract" if n == 3 else "subtract_plane", goal, {"names": called}, Name("F", "curl") if n == 3 else called))


def cross_derivatives(problem: Problem, i: int, j: int) -> Generator[Stage, Expr, Expr]:
    """Two cross derivatives alone, and their difference."""
    parts = yield from _both(problem, i, j)
    called = _difference(problem, i, j)
    return (yield Stage("subtract_plane", parts, {"names": called}, called))


def _both(problem: Problem, i: int, j: int) -> Generator[Stage, Expr, Expr]:
    forward = yield from _partial(problem, j, i)
    backward = yield from _partial(problem, i, j)
    return tree.total(forward, tree.negative(backward))


def _difference(problem: Problem, i: int, j: int) -> Expr:
    """∂F_j/∂x_i - ∂F_i/∂x_j."""
    return tree.total(_name(problem, j, i), tree.negative(_name(problem, i, j)))


def plan(problem: Problem) -> Plan:
    """The curl, and the point put in."""
    same_length(problem)
    if problem.given.get("coordinates", "cartesian") != "cartesian":
        found = yield from _curved(problem)
    else:
        found = yield from rotation(problem)
    point = problem.given.get("point")
    if point:
        plane = len(problem.variables) == 2
        called = At(_difference(problem, 0, 1), point.keys(), point.values()) if plane else Name("F", "curl", (), point.values())
        found = yield Stage("evaluate", At(found, point.keys(), point.values()), {"point": point}, called)
    return Answer({"vector" if len(problem.variables) == 3 else "expression": found})


def _curved(problem: Problem) -> Generator[Stage, Expr, Expr]:
    """Each entry: the derivatives of h_k F_k by u_j and of h_j F_j by u_k, their difference over h_j h_k."""
    field, v = problem.given["field"], problem.variables
    at = orthogonal.system(problem.given["coordinates"], v)
    entries: list[Expr] = []
    law = _law(at, problem)
    for j, k in PAIRS[3]:
        parts: list[Expr] = []
        for i, by in ((k, j), (j, k)):
            inner = tree.evaluated(times(at.scales[i], field[i]))
            facts = {"x": v[by], "factor": at.scales[i], "along": v[i], "held": problem.held(v[by])}
            facts |= {"law": None if entries or parts else law, "curl": Name("F", "curl")}
            parts.append((yield Stage("turn", Diff(inner, v[by], *problem.held(v[by])), facts)))
        size = tree.evaluated(tree.product(at.scales[j], at.scales[k]))
        entry = tree.total(parts[0], tree.negative(parts[1]))
        entries.append(entry if size is S.One else tree.quotient(entry, size))
    found = yield Stage("subtract_curved", Vector(*entries), {}, Name("F", "curl"))
    yield Stage("cartesian", Vector(*orthogonal.curl(at, field)), {}, equals=found, check=True, solve=False)
    return found


def _law(at: orthogonal.OrthogonalSystem, problem: Problem) -> Vector:
    """The curl in these coordinates by the names of the components."""
    scaled = [times(h, Name(p)) for h, p in zip(at.scales, COMPONENTS, strict=True)]
    entries = []
    for j, k in PAIRS[3]:
        forward, backward = (Diff(scaled[i], u, *problem.held(u)) for i, u in ((k, at.variables[j]), (j, at.variables[k])))
        size = tree.evaluated(tree.product(at.scales[j], at.scales[k]))
        entry = tree.total(forward, tree.negative(backward))
        entries.append(entry if size is S.One else tree.quotient(entry, size))
    return Vector(*entries)


def _name(problem: Problem, component: int, by: int) -> Name:
    return Name(COMPONENTS[component], "∂", (problem.variables[by],))


def _partial(problem: Problem, component: int, by: int) -> Generator[Stage, Expr, Expr]:
    f, x, name = problem.given["field"][component], problem.variables[by], _name(problem, component, by)
    facts = {"f": f, "x": x, "held": problem.held(x), "letter": Name(COMPONENTS[component]), "name": name}
    return (yield Stage("partial", Diff(f, x, *problem.held(x)), facts, name))


TOPIC = Topic(
    "Curl",
    (
        Field("field", "functions"),
        Field("coordinates", "choice", required=False, choices=COORDINATES),
        Field("point", "point", required=False),
    ),
    plan,
    ("vector", "expression"),
    facts=components,
    in_coordinates=True,
    expected=Expected(operations=("curl",), nouns=("curl", "rotation"), given="field"),
)
