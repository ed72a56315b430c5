"""The linear approximation: the tangent plane at a point in the place of the function, and how far off it is nearby."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Mapping
from typing import Any

from sympy import Abs, Expr, S, Symbol

from tutor.deriving.topics.directional_derivative import parameter
from tutor.deriving.topics.total_differential import differential
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Name
from tutor.trees.heads.name import derivative_name

FEWEST_DIGITS, MOST_DIGITS = 4, 12
DIGITS_OF_ERROR = 2  # of the error that the decimals of the true value show


def plan(problem: Problem) -> Plan:
    """Value and slopes at the point, L, the estimate beside the true value; then the check that L fits to first order."""
    f, letter, variables = problem.given["function"], problem.letter, problem.variables
    point = problem.given.get("point") or {v: Symbol(f"{v.name}_0", real=True) for v in variables}
    value, slopes = yield from first_order(problem, point)
    facts: dict[str, Any] = {"at": point, "flat": all(a.is_zero for a in slopes.values())}
    found = yield Stage(
        "linear", linear(point, value, slopes), facts, _called("L", variables), kept=True, shown=Shown(law=law(letter, point))
    )
    fields: dict[str, Expr] = {"expression": found}
    near = problem.given.get("estimate_at")
    if near:
        estimate = yield Stage("estimate", At(found, near.keys(), near.values()), {"near": near}, _called("L", near.values()))
        shown = Shown(digits=digits_apart(tree.substitute(f, near), estimate))
        true = yield Stage("true", At(f, near.keys(), near.values()), {"near": near}, _called(letter, near.values()), shown=shown)
        steps = {v: tree.evaluated(tree.total(near[v], tree.negative(point[v]))) for v in variables}
        facts = {"steps": tuple(d for d in steps.values() if d), "near": near, "point": point}
        difference = tree.apply(Abs, tree.total(Name(letter, "scalar", (), near.values()), tree.negative(Name("L", "", (), near.values()))))
        error = yield Stage("error", tree.apply(Abs, tree.total(true, tree.negative(estimate))), facts, difference)
        fields |= {"estimate": estimate, "true_value": true, "error": error}
    yield touching(problem, point, found)
    return Answer(fields)


def first_order(problem: Problem, point: Mapping[Symbol, Expr]) -> Generator[Stage, Expr, tuple[Expr, dict[Symbol, Expr]]]:
    """The stages to the value and the partial derivatives at a point; shared by the kinds that begin with them."""
    f, letter = problem.given["function"], problem.letter
    value = yield Stage("value", At(f, point.keys(), point.values()), {"at": point}, Name(letter, "scalar", (), point.values()))
    slopes: dict[Symbol, Expr] = {}
    for x in problem.variables:
        name = derivative_name(letter, (x,), problem.variables)
        slope = yield Stage("partial", Diff(f, x, *problem.held(x)), {"x": x, "held": problem.held(x)}, name)
        there = derivative_name(letter, (x,), problem.variables, point.values())
        slopes[x] = yield Stage("slope", At(slope, point.keys(), point.values()), {"x": x, "at": point}, there)
    return value, slopes


def linear(point: Mapping[Symbol, Expr], value: Expr, slopes: Mapping[Symbol, Expr]) -> Expr:
    """f(a) + A (x - a) + B (y - b), its zeros left out."""
    return tree.summed(value, *(tree.scaled(slopes[x], tree.displacement(x, a)) for x, a in point.items()))


def law(letter: str, point: Mapping[Symbol, Expr]) -> Expr:
    """The same by the names of its parts."""
    slopes = (tree.product(derivative_name(letter, (x,), point, point.values()), tree.displacement(x, a)) for x, a in point.items())
    return tree.total(Name(letter, "scalar", (), point.values()), *slopes)


def touching(problem: Problem, point: Mapping[Symbol, Expr], found: Expr) -> Stage:
    """A check: along every line through the point, f begins with the slope that L has."""
    f, t = problem.given["function"], parameter(problem)
    way = {x: differential(x) for x in problem.variables}
    values = {x: tree.total(a, tree.product(t, way[x])) for x, a in point.items()}
    slope, same = (At(Diff(tree.substitute(g, values), t), (t,), (S.Zero,)) for g in (f, found))
    return Stage("touching", slope, {"at": point}, check=True, equals=same, solve=False)


def digits_apart(exact: Expr, estimate: Expr) -> int:
    """With how many digits two numbers are written so that their difference shows."""
    a, b = (_float(v) for v in (exact, estimate))
    if a is None or b is None or not a or a == b:
        return FEWEST_DIGITS
    return min(MOST_DIGITS, max(FEWEST_DIGITS, math.floor(math.log10(abs(a) / abs(a - b))) + 1 + DIGITS_OF_ERROR))


def _float(value: Expr) -> float | None:
    """A number as a float; None where it is none."""
    number = tree.plain(value).evalf()
    return float(number) if number.is_Number and number.is_finite else None


def _called(letter: str, arguments: Iterable[Expr]) -> Name:
    return Name(letter, "scalar", (), arguments)


TOPIC = Topic(
    "Linear approximation",
    (
        Field("function", "function"),
        Field("point", "point", required=False),
        Field("estimate_at", "point", required=False),
    ),
    plan,
    ("expression", "estimate", "true_value", "error"),
    decimals=True,
)
