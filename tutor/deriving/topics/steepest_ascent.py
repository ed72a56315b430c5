"""The direction in which a function grows fastest and the rate, with steepest descent and the directions of no change."""

from __future__ import annotations

from sympy import Expr, S, Symbol

from tutor.deriving.numerically import first, numerically
from tutor.deriving.topics.gradient import gradient, near
from tutor.errors import Unsupported
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import Dot, Name, Norm, Vector


def plan(problem: Problem) -> Plan:
    """The gradient is the direction, its length the rate; the opposite way is steepest descent, across is no change."""
    slope = yield from gradient(problem)
    letter, point = problem.letter, problem.given.get("point", {})
    name = Name(letter, "∇", (), point.values())
    rate = yield Stage("rate", Norm(slope), {"gradient": name}, Norm(name), shown=Shown(map=near(problem, slope)))
    if rate.is_zero:
        raise Unsupported("cannot do this: the gradient is the zero vector here (a critical point), so no direction is steepest")
    unit: Expr = slope
    if rate is not S.One:
        goal = Vector(*(tree.quotient(c, rate) for c in slope.args))
        unit = yield Stage("direction", goal, {"gradient": name, "slope": slope, "rate": rate}, Name("u"))
    down = Vector(*map(_negative, slope.args))
    yield Stage("descent", down, {"gradient": name, "rate": rate, "down": tree.negative(rate)}, tree.negative(name))
    if len(slope.args) == 2:
        a, b = slope.args
        across = Vector(_negative(b), a)
        yield Stage("no_change", Dot(slope, across), {"across": across, "gradient": name}, Dot(name, across), equals=S.Zero, check=True)
    elif len(slope.args) > 2:
        d = tuple(Symbol(f"v_{k + 1}", real=True) for k in range(len(slope.args)))
        yield Stage("no_change_plane", Dot(slope, Vector(*d)), {"d": Vector(*d), "gradient": name}, Dot(name, Vector(*d)))
    yield from numerically(problem, first(problem))
    return Answer({"direction": slope, "rate": rate}, {"unit": unit})


def _negative(component: Expr) -> Expr:
    return S.Zero if component.is_zero else tree.negative(component)


TOPIC = Topic(
    "Steepest ascent",
    (Field("function", "function"), Field("point", "point", required=False)),
    plan,
    ("direction", "rate"),
    local="near",
    directed=True,
)
