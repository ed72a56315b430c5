"""Newton's method for a minimum: the function is replaced by its quadratic approximation, whose stationary point is the next point."""

from __future__ import annotations

from sympy import Expr, Symbol

from tutor.deriving.numerically import by_library, numerically, second
from tutor.deriving.topics.newton_root import MOST_STEPS, asked
from tutor.maths.iteration.libraries import least
from tutor.maths.iteration.newton import Newton
from tutor.maths.iteration.numbers import constant, readable, shown
from tutor.maths.iteration.rooted import rooted
from tutor.maths.iteration.told import letter
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees.heads import Diff, MatrixOf, Name, Vector
from tutor.trees.heads.name import derivative_name


def plan(problem: Problem) -> Plan:
    """Gradient and Hessian matrix, one step in full, the table of all steps, and what kind of point they end at."""
    f, variables, of = problem.given["function"], problem.variables, problem.letter
    constant(f.subs(dict.fromkeys(variables, 1)), "the function")
    rows: tuple[tuple[Expr, ...], ...]
    if len(variables) == 1:
        (x,) = variables
        slope = yield Stage("gradient", Diff(f, x), {}, derivative_name(of, (x,), variables))
        bend = yield Stage("hessian", Diff(slope, x), {}, derivative_name(of, (x, x), variables))
        slopes, rows = (slope,), ((bend,),)
    else:
        slopes = (yield Stage("gradient", Vector(*(Diff(f, v, *problem.held(v)) for v in variables)), {}, Name(of, "∇"))).args
        goal = MatrixOf(*([Diff(g, v, *problem.held(v)) for v in variables] for g in slopes))
        rows = (yield Stage("hessian", goal, {}, Name("H"))).rows
    steps, tolerance = asked(problem)
    start = tuple(constant(problem.given["start"][v], "the start") for v in variables)
    answer: Answer = yield from rooted(problem, Newton(slopes, variables, rows, start, tolerance, f), steps)
    yield from numerically(problem, second(problem), "start")
    yield from by_library(problem, variables, answer.fields["iterates"][-1], lambda: least(f, slopes, variables, start, rows))
    return answer


def _facts(problem: Problem) -> dict[str, object]:
    p, k = letter(problem), Symbol("k", integer=True)
    now, x = Name(p, "", (k,)), problem.variables[:1]
    _, tolerance = asked(problem)
    return {
        "single": len(problem.variables) == 1,
        "now": now,
        "of": Symbol(problem.letter),
        "slope": Name(problem.letter, "′", x, (now,)),
        "bend": Name(problem.letter, "′", x * 2, (now,)),
        "tolerance": None if tolerance is None else shown(tolerance, readable(tolerance, True)),
        "asked_steps": problem.given.get("steps"),
    }


TOPIC = Topic(
    "Newton's method for a minimum",
    (
        Field("function", "function"),
        Field("start", "point"),
        Field("steps", "count", required=False, most=MOST_STEPS),
        Field("tolerance", "scalar", required=False),
    ),
    plan,
    ("iterates",),
    facts=_facts,
    decimals=True,
)
