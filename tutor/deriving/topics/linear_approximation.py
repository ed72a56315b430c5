"""The linear approximation: the tangent plane at a point in the place of the function, and how far off it is nearby."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sympy import Abs, Expr, Rational, S, Symbol

from tutor.deriving.implicitly import Implicit, completed, inputs, quotients
from tutor.deriving.topics.directional_derivative import parameter
from tutor.deriving.topics.total_differential import differential
from tutor.errors import Unsupported
from tutor.model import Answer, Problem
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Name, Rounded
from tutor.trees.heads.name import derivative_name

FEWEST_DIGITS, MOST_DIGITS = 4, 12
EXACT_PLACES = 30  # a fraction is known to any number of places
DIGITS_OF_ERROR = 2  # of the error that the decimals of the true value show


@dataclass(frozen=True, slots=True)
class Start:
    """Where the function is known to first order: its letter, the point of its inputs, value and slopes there."""

    letter: str
    at: Mapping[Symbol, Expr]
    value: Expr
    slopes: Mapping[Symbol, Expr]
    check: Stage

    @property
    def linear(self) -> Expr:
        """f(a) + A (x - a) + B (y - b)."""
        return linear(self.at, self.value, self.slopes)


def plan(problem: Problem) -> Plan:
    """Value and slopes at the point, L, the estimate beside the true value; then the check that L fits to first order."""
    start = yield from first_order(problem)
    point, letter, free = start.at, start.letter, tuple(start.at)
    facts: dict[str, object] = {"at": point, "flat": all(a.is_zero for a in start.slopes.values())}
    found = yield Stage("linear", start.linear, facts, _called("L", free), kept=True, shown=Shown(law=law(letter, point)))
    fields: dict[str, Expr] = {"expression": found}
    digits = FEWEST_DIGITS
    near = {v: a for v, a in problem.given.get("estimate_at", {}).items() if v in point}
    if near:
        estimate = yield Stage("estimate", At(found, near.keys(), near.values()), {"near": near}, _called("L", near.values()))
        fields["estimate"] = estimate
    if near and "function" in problem.given:
        f = problem.given["function"]
        digits = digits_apart(tree.substitute(f, near), estimate)
        shown = Shown(digits=digits)
        true = yield Stage("true", At(f, near.keys(), near.values()), {"near": near}, _called(letter, near.values()), shown=shown)
        steps = {v: tree.evaluated(tree.total(near[v], tree.negative(point[v]))) for v in free}
        facts = {"steps": tuple(d for d in steps.values() if d), "near": near, "point": point}
        difference = tree.apply(Abs, tree.total(Name(letter, "scalar", (), near.values()), tree.negative(Name("L", "", (), near.values()))))
        error = yield Stage("error", tree.apply(Abs, tree.total(true, tree.negative(estimate))), facts, difference)
        fields |= {"true_value": true, "error": error}
    yield start.check
    return Answer(fields, {"about": _decimal(fields["estimate"], digits) if near else None})


def _decimal(estimate: Expr, digits: int) -> Rounded | None:
    """A fraction that no short decimal is, rounded, to stand beside it; None for any other number."""
    exact = tree.plain(estimate)
    if not isinstance(exact, Rational) or (10**digits * exact).is_Integer:
        return None
    return Rounded(exact, EXACT_PLACES, digits)


def first_order(problem: Problem) -> Generator[Stage, Expr, Start]:
    """The stages to the value and the partial derivatives at the point, or at a general one; of a formula or by an equation."""
    if "equation" in problem.given:
        return (yield from _implicitly(problem))
    f, letter = problem.given["function"], problem.letter
    point = problem.given.get("point") or {v: Symbol(f"{v.name}_0", real=True) for v in problem.variables}
    value = yield Stage("value", At(f, point.keys(), point.values()), {"at": point}, Name(letter, "scalar", (), point.values()))
    slopes: dict[Symbol, Expr] = {}
    for x in problem.variables:
        name = derivative_name(letter, (x,), problem.variables)
        slope = yield Stage("partial", Diff(f, x, *problem.held(x)), {"x": x, "held": problem.held(x)}, name)
        there = derivative_name(letter, (x,), problem.variables, point.values())
        slopes[x] = yield Stage("slope", At(slope, point.keys(), point.values()), {"x": x, "at": point}, there)
    return Start(letter, point, value, slopes, touching(problem, point, linear(point, value, slopes)))


def _implicitly(problem: Problem) -> Generator[Stage, Expr, Start]:
    """By the equation: the dependent coordinate of the point where it is not given, the quotients, and their values."""
    y, free = problem.given["dependent"], inputs(problem)
    if not problem.given.get("point"):
        raise Unsupported("cannot do this: what an equation defines is approximated near a point, and none is given")
    problem = yield from completed(problem)
    point = problem.given["point"]
    about = yield from quotients(problem, free)
    at = {x: point[x] for x in free}
    slopes: dict[Symbol, Expr] = {}
    for x in free:
        there = derivative_name(y.name, (x,), free, at.values())
        facts = {"x": x, "at": point, "first": x == free[0]}
        slopes[x] = yield Stage("slope", At(about.general[x], point.keys(), point.values()), facts, there)
    return Start(y.name, at, point[y], slopes, _flat(problem, about, at, linear(at, point[y], slopes)))


def _flat(problem: Problem, about: Implicit, at: Mapping[Symbol, Expr], found: Expr) -> Stage:
    """A check: with L in the place of the dependent letter F does not begin to change along any line through the point."""
    t = parameter(problem)
    values = {x: tree.total(a, tree.product(t, differential(x))) for x, a in at.items()}
    along = {**values, problem.given["dependent"]: tree.substitute(found, values)}
    goal = At(Diff(tree.substitute(about.function, along), t), (t,), (S.Zero,))
    facts = {"at": at, "F": about.letter, "y": problem.given["dependent"]}
    return Stage("flat", goal, facts, check=True, equals=S.Zero, solve=False)


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


def about(problem: Problem) -> Mapping[str, Any]:
    """What the words need beside the fields: the letters that the function is one of, and its own."""
    y = problem.given.get("dependent")
    return {"inputs": inputs(problem), "letter": problem.letter if y is None else y.name}


TOPIC = Topic(
    "Linear approximation",
    (
        Field("function", "function", required=False),
        Field("equation", "equation", required=False),
        Field("dependent", "name", required=False),
        Field("point", "point", required=False),
        Field("estimate_at", "point", required=False),
    ),
    plan,
    ("expression", "estimate", "true_value", "error"),
    one_of=(("function", "equation"), ("function", "dependent")),
    facts=about,
    decimals=True,
    local="near",
    implied=True,
    expected=Expected(operations=("value",), nouns=(), approximates=True),
)
