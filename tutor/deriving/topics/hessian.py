"""The Hessian matrix of second partial derivatives, symmetric by Clairaut's theorem, in general or at a point."""

from __future__ import annotations

from sympy import Expr

from tutor.deriving.numerically import numerically
from tutor.deriving.numerically import second as second_partials
from tutor.model import Answer, Problem
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.trees.heads import At, Diff, MatrixOf, Name
from tutor.trees.heads.name import derivative_name


def plan(problem: Problem) -> Plan:
    """First partials, second partials on and above the diagonal, the reverse orders as a check, the matrix, the point."""
    f, letter, variables = problem.given["function"], problem.letter, problem.variables
    first: list[Expr] = []
    for x in variables:
        name = derivative_name(letter, (x,), variables)
        facts = {"f": f, "x": x, "held": problem.held(x), "name": name}
        first.append((yield Stage("first", Diff(f, x, *problem.held(x)), facts, name)))
    second: dict[tuple[int, int], Expr] = {}
    for i, x in enumerate(variables):
        for j, y in enumerate(variables[i:], start=i):
            name = derivative_name(letter, (x, y), variables)
            facts = {"f": first[i], "x": y, "held": problem.held(y), "name": name, "of": derivative_name(letter, (x,), variables)}
            second[i, j] = second[j, i] = yield Stage("second", Diff(first[i], y, *problem.held(y)), facts, name)
    for i, x in enumerate(variables):
        for j in range(i + 1, len(variables)):
            y = variables[j]
            facts = {"x": x, "y": y, "name": Name(letter, "", (x, y)), "of": Name(letter, "", (y,))}
            yield Stage("symmetric", Diff(first[j], x, *problem.held(x)), facts, Name(letter, "", (y, x)), check=True, equals=second[i, j])
    n = range(len(variables))
    names = MatrixOf(*([derivative_name(letter, (variables[i], variables[j]), variables) for j in n] for i in n))
    found = yield Stage("assemble", MatrixOf(*([second[i, j] for j in n] for i in n)), {"names": names}, Name("H"), final=False)
    point = problem.given.get("point")
    if point:
        found = yield Stage("evaluate", At(found, point.keys(), point.values()), {"point": point}, Name("H", "", (), point.values()))
    yield from numerically(problem, second_partials(problem))
    return Answer({"matrix": found})


TOPIC = Topic(
    "Hessian matrix",
    (Field("function", "function"), Field("point", "point", required=False)),
    plan,
    ("matrix",),
    local="near",
    expected=Expected(operations=("hessian", "laplacian"), nouns=("hessian", "derivative")),
)
