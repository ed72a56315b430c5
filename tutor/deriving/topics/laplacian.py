"""The Laplacian: the second derivatives by each variable, added; in other coordinates with their scale factors."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, S

from tutor.deriving.topics.divergence import component_names
from tutor.errors import Unsupported
from tutor.maths.fields import orthogonal
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees import tree
from tutor.trees.heads import Diff, Name, Vector


def plan(problem: Problem) -> Plan:
    """A function, or a field component by component."""
    given = problem.given
    if ("function" in given) == ("field" in given):
        raise Unsupported("cannot do this: a Laplacian is that of a function or of a field, one of the two")
    curved = given.get("coordinates", "cartesian") != "cartesian"
    if "field" in given:
        if curved:
            raise Unsupported("cannot do this: the Laplacian of a field is found in cartesian coordinates only")
        parts = []
        for letter, f in zip(component_names(len(given["field"])), given["field"], strict=True):
            parts.append((yield from _added(problem, f, letter)))
        return Answer({"vector": (yield Stage("together", Vector(*parts), {}, Name("F", "Δ")))})
    if curved:
        return Answer({"expression": (yield from _curved(problem))})
    return Answer({"expression": (yield from _added(problem, given["function"], problem.letter))})


def _added(problem: Problem, f: Expr, letter: str) -> Generator[Stage, Expr, Expr]:
    second: list[Expr] = []
    for x in problem.variables:
        held = problem.held(x)
        facts = {"x": x, "held": held, "letter": Name(letter, "Δ"), "law": None}
        first = yield Stage("first", Diff(f, x, *held), facts, Name(letter, "", (x,)))
        second.append((yield Stage("second", Diff(first, x, *held), facts, Name(letter, "", (x, x)))))
    return (yield Stage("add", tree.total(*second), {"letter": Name(letter, "Δ")}, Name(letter, "Δ")))


def _curved(problem: Problem) -> Generator[Stage, Expr, Expr]:
    """1/(h_1 h_2 h_3) times the sum of the derivatives of (h_1 h_2 h_3 / h_i^2) f_i."""
    f, variables = problem.given["function"], problem.variables
    at = orthogonal.system(problem.given["coordinates"], variables)
    letter = problem.letter
    terms: list[Expr] = []
    size = tree.evaluated(tree.product(*at.scales))
    factors = tuple(tree.evaluated(size / tree.evaluated(h) ** 2) for h in at.scales)
    names = tuple(Name(letter, "", (u,)) for u in variables)
    flows = (
        Diff(tree.product(*(() if k is S.One else (k,)), n), u, *problem.held(u)) for u, k, n in zip(variables, factors, names, strict=True)
    )
    law = tree.product(tree.quotient(S.One, size), tree.total(*flows))
    for u, factor, name in zip(variables, factors, names, strict=True):
        held = problem.held(u)
        facts = {"x": u, "held": held, "letter": Name(letter, "Δ"), "law": law if u == variables[0] else None}
        slope = yield Stage("first", Diff(f, u, *held), facts, name)
        if slope.is_zero:
            continue
        flow = yield Stage("flow", tree.product(factor, slope), {**facts, "factor": factor}, tree.product(factor, name), opened=True)
        change = yield Stage("outflow", Diff(flow, u, *held), facts)
        terms.append(tree.quotient(change, size))
    found = yield Stage("add_curved", tree.total(*terms), {"size": size}, Name(letter, "Δ"))
    yield Stage("cartesian", orthogonal.laplacian(at, f), {"plane": len(variables) == 2}, equals=found, check=True, solve=False)
    return found


TOPIC = Topic(
    "Laplacian",
    (
        Field("function", "function", required=False),
        Field("field", "functions", required=False),
        Field("coordinates", "choice", required=False, choices=("cartesian", "polar", "cylindrical", "spherical")),
    ),
    plan,
    ("expression", "vector"),
    in_coordinates=True,
)
