"""Gradient descent: step after step against the gradient, and what the steps come to; with momentum, RMSProp and Adam."""

from __future__ import annotations

from typing import Any

from sympy import Rational, S, Symbol

from tutor.deriving.numerically import first, numerically
from tutor.maths.iteration.descending import descended
from tutor.maths.iteration.descent import Descent
from tutor.maths.iteration.numbers import constant
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees.heads import Diff, Name, Vector
from tutor.trees.heads.name import derivative_name

MOST_STEPS = 2000
# What the inventors of the methods propose.
MOMENTUM, DECAY, EPSILON = Rational(9, 10), {"rmsprop": Rational(9, 10), "adam": Rational(999, 1000)}, Rational(1, 10**8)


def plan(problem: Problem) -> Plan:
    """The gradient, the first step, the table of all steps, and what they come to."""
    variables, letter = problem.variables, problem.letter
    f = constant_but(problem)
    if len(variables) == 1:
        slope = yield Stage("gradient", Diff(f, variables[0]), {}, derivative_name(letter, variables, variables))
        slopes: tuple[Any, ...] = (slope,)
    else:
        goal = Vector(*(Diff(f, v, *problem.held(v)) for v in variables))
        slopes = (yield Stage("gradient", goal, {}, Name(letter, "∇"))).args
    answer: Answer = yield from descended(problem, descent(problem, slopes), problem.given["steps"])
    yield from numerically(problem, first(problem), "start")
    return answer


def descent(problem: Problem, slopes: tuple[Any, ...]) -> Descent:
    """The walk that is asked, by the partial derivatives of the function."""
    given, numbers = problem.given, _numbers(problem)
    return Descent(
        given["function"],
        problem.variables,
        slopes,
        tuple(constant(given["start"][v], "the start") for v in problem.variables),
        constant(given["learning_rate"], "the learning rate"),
        numbers["method"],
        1 if given.get("maximize") else -1,
        numbers["momentum"],
        numbers["decay"],
        numbers["epsilon"],
    )


def constant_but(problem: Problem) -> Any:
    """The function, which must hold no letters besides the variables."""
    f = problem.given["function"]
    constant(f.subs(dict.fromkeys(problem.variables, 1)) if f.free_symbols - set(problem.variables) else S.One, "the function")
    return f


def _numbers(problem: Problem) -> dict[str, Any]:
    """The method and its numbers, as given or as usual."""
    method = problem.given.get("method", "plain")
    return {
        "method": method,
        "momentum": problem.given.get("momentum", MOMENTUM if method in ("momentum", "adam") else S.Zero),
        "decay": problem.given.get("decay", DECAY.get(method, S.Zero)),
        "epsilon": problem.given.get("epsilon", EPSILON),
    }


def _facts(problem: Problem) -> dict[str, object]:
    """The method with its numbers, and the letters of the page."""
    from tutor.maths.iteration.told import letter, power_of_ten

    p = letter(problem)
    k = Symbol("k", integer=True)
    now = Name(p, "", (k,))
    slope = Name(problem.letter, "∇", (), (now,)) if len(problem.variables) > 1 else Name(problem.letter, "′", problem.variables, (now,))
    numbers = _numbers(problem)
    return numbers | {
        "epsilon": power_of_ten(numbers["epsilon"]),
        "p": Symbol(p),
        "now": now,
        "slope": slope,
        "eta": problem.given["learning_rate"],
        "maximize": bool(problem.given.get("maximize")),
        "plural": len(problem.variables) > 1,
    }


TOPIC = Topic(
    "Gradient descent",
    (
        Field("function", "function"),
        Field("start", "point"),
        Field("learning_rate", "scalar"),
        Field("steps", "count", most=MOST_STEPS),
        Field("maximize", "flag", required=False),
        Field("method", "choice", required=False, choices=("plain", "momentum", "rmsprop", "adam")),
        Field("momentum", "scalar", required=False),
        Field("decay", "scalar", required=False),
        Field("epsilon", "scalar", required=False),
    ),
    plan,
    ("iterates", "values", "stable_below"),
    facts=_facts,
    decimals=True,
)
