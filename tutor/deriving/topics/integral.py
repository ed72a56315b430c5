"""An integral in one variable: indefinite, or between two limits, either of which may be infinite."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, Gt, Integral, S, Symbol

from tutor.errors import Unsupported
from tutor.maths.integrals.areas import area_of
from tutor.maths.integrals.periods import repeats
from tutor.maths.integrals.regular import keeps_sign
from tutor.maths.regions.setup import answered
from tutor.model import Answer, Problem
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import UNSAID
from tutor.trees import tree
from tutor.trees.heads import Int
from tutor.trees.heads.integral import of_sympy

CONSTANTS = ("C", "K", "C_1")  # the constant of integration: the first that is not in use


def plan(problem: Problem) -> Plan:
    """The integral as a goal for the rules; an antiderivative with its constant."""
    if ("lower" in problem.given) != ("upper" in problem.given):
        raise Unsupported("cannot do this: an integral has two limits or none")
    goal = _goal(problem)
    if isinstance(goal.expr, Int):
        raise Unsupported("cannot do this: here one integral stands inside another: take the kind iterated_integral for it")
    endless = repeats(goal)
    if endless:
        return (yield from _without_end(goal, *endless))
    facts: dict[str, object] = {"x": goal.variable, "definite": goal.is_definite}
    if not goal.is_definite:
        facts["constant"] = Symbol(next(c for c in CONSTANTS if c not in problem.symbols), real=True)
    try:
        found = yield Stage("integrate", goal, facts, goal)
    except Unsupported as error:
        positive = {
            s: Symbol(s.name, positive=True) for s in sorted(goal.free_symbols, key=str) if s.is_positive is None and goal.is_definite
        }
        if not positive:
            raise
        goal = tree.substitute(goal, positive)
        taken = tuple(Gt(s, 0, evaluate=False) for s in positive.values())
        try:
            yield Stage("taken", goal, {"letters": tuple(positive.values()), "taken": taken}, solve=False, equals=goal, shown=UNSAID)
            found = yield Stage("integrate", goal, facts, goal, conditions=taken)
        except Unsupported:
            raise error from None
    if goal.is_definite and not found.has(S.Infinity, S.NegativeInfinity):
        yield from _second_way(goal, found)
    if found in (S.Infinity, S.NegativeInfinity):
        return Answer({"diverges": True}, {"tends_to": found} if keeps_sign(goal) else {})
    return Answer(answered({"expression": found}, problem.symbols))


def _without_end(goal: Int, whole: Int, *parts: Int) -> Plan:
    """A periodic integrand up to infinity: with each period the same is added, or what was added is taken away again."""
    low, high = map(tree.evaluated, whole.limits)
    facts: dict[str, object] = {"x": whole.variable, "f": whole.expr, "period": high - low}
    yield Stage("endless", goal, facts, solve=False, equals=goal, shown=UNSAID)
    found = yield Stage("period", whole, facts, whole)
    if found.is_zero is False:
        yield Stage("added", goal, facts | {"value": found}, solve=False, equals=goal, shown=UNSAID)
        return Answer({"diverges": True})
    for part in parts:
        there = yield Stage("part", part, facts, part)
        if there.is_zero is False:
            facts |= {"part": tree.evaluated(part.limits[1]) - low, "value": there}
            yield Stage("to_and_fro", goal, facts, solve=False, equals=goal, shown=UNSAID)
            return Answer({"diverges": True})
    raise Unsupported("cannot do this: whether the integral has a limit is not decided: it is 0 over parts of each period too")


def _asked(problem: Problem) -> dict[str, object]:
    """The integral itself, for the words."""
    goal = _goal(problem)
    return {"integral": goal, "between": goal.is_definite}


def _goal(problem: Problem) -> Int:
    whole = problem.given["integrand"]
    if isinstance(whole, Integral) and not {"variable", "lower"} & problem.given.keys():  # typed as one formula
        return of_sympy(whole)
    x = problem.given.get("variable") or problem.variables[0]
    return Int(problem.given["integrand"], x, *(problem.given[name] for name in ("lower", "upper") if name in problem.given))


def _second_way(goal: Int, found: Expr) -> Generator[Stage, Expr, None]:
    """The value as an area known from geometry, where the graph is a straight line or an arc of a circle."""
    shape = area_of(goal)
    if shape is not None:
        facts = {"radius": shape.radius, "share": shape.share, "heights": shape.heights, "width": shape.width, "value": found}
        yield Stage(shape.name, shape.value, facts, check=True, equals=found, solve=False, conditions=shape.conditions)


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
    facts=_asked,
    decimals=True,
    one_variable=True,
    expected=Expected(shape="improper", open_without="upper"),
)
