"""The Jacobian matrix: one row a function, one column a variable, in general or at a point."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from sympy import Expr

from tutor.deriving.numerically import Sought, numerically
from tutor.model import Answer, Problem
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.trees.heads import At, Diff, MatrixOf, Name


def plan(problem: Problem) -> Plan:
    """Each entry, the matrix of them, the point put in."""
    functions, names = problem.given["functions"], _names(problem)
    matrix = yield from jacobian(problem, zip(names, functions, strict=True))
    point = problem.given.get("point")
    if point:
        matrix = yield Stage("evaluate", At(matrix, point.keys(), point.values()), {"point": point}, Name("J", "", (), point.values()))
    parts = [Sought(f, (x,), Name(letter, "∂", (x,))) for letter, f in zip(names, functions, strict=True) for x in problem.variables]
    yield from numerically(problem, parts)
    return Answer({"matrix": matrix})


def _names(problem: Problem) -> list[str]:
    n = len(problem.given["functions"])
    return [f"f_{k}" for k in range(1, n + 1)] if n > 1 else ["f"]


def jacobian(problem: Problem, functions: Iterable[tuple[str, Expr]]) -> Generator[Stage, Expr, Expr]:
    """The stages up to the matrix of partial derivatives of named functions."""
    rows, names = [], []
    for letter, f in functions:
        entries, called = [], []
        for x in problem.variables:
            name = Name(letter, "∂", (x,))
            facts = {"f": f, "x": x, "held": problem.held(x), "letter": Name(letter), "name": name}
            entries.append((yield Stage("partial", Diff(f, x, *problem.held(x)), facts, name)))
            called.append(name)
        rows.append(entries)
        names.append(called)
    return (yield Stage("assemble", MatrixOf(*rows), {"names": MatrixOf(*names)}, Name("J"), final=False))


TOPIC = Topic(
    "Jacobian matrix",
    (Field("functions", "functions"), Field("point", "point", required=False)),
    plan,
    ("matrix",),
    ordered=True,
    facts=lambda problem: {"letters": tuple(map(Name, _names(problem)))},
    expected=Expected(operations=("jacobian", "gradient"), nouns=("jacobian", "derivative", "gradient")),
)
