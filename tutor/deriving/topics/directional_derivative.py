"""The rate of change in a direction: the gradient dotted with the unit vector of the direction."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Expr, S, Symbol, cos, sin

from tutor.deriving.by_definition import needed, slope
from tutor.deriving.numerically import first, numerically
from tutor.deriving.topics.gradient import gradient, near
from tutor.errors import Unsupported
from tutor.model import Answer, Problem
from tutor.rule import RATE, Expected, Field, Plan, Stage, Topic
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Dot, Name, Norm, Vector


def plan(problem: Problem) -> Plan:
    """Gradient, unit direction, dot product; then the two checks: the bound by the gradient's length, and the definition."""
    letter, point = problem.letter, problem.given.get("point", {})
    u = Symbol("u", real=True)
    name = Name(letter, "D", (u,), point.values())
    if by_definition(problem):
        unit = yield from unit_direction(problem)
        along = dict(zip(problem.variables, unit.args, strict=True))
        found = yield from slope(problem, problem.given["function"], problem.given.get("value_there"), along, name)
        return Answer({"expression": found})
    gradient_there = yield from gradient(problem)
    unit = yield from unit_direction(problem)
    facts = {"point": point, "gradient": Name(letter, "∇", (), point.values()), "name": name}
    found = yield Stage("dot", Dot(gradient_there, unit), facts, name, shown=Shown(map=near(problem, gradient_there, unit)))
    if not gradient_there.free_symbols and not found.free_symbols:
        length = Norm(gradient_there)
        yield Stage("bound", length, {"rate": found, "name": name, "gradient": Name(letter, "∇", (), point.values())}, length, check=True)
    yield from numerically(problem, first(problem))
    along, t = line(problem, unit)
    yield Stage("definition", At(Diff(along, t), (t,), (S.Zero,)), {"t": t, "along": along}, name, check=True, equals=found, solve=False)
    return Answer({"expression": found})


def by_definition(problem: Problem) -> bool:
    """Whether the gradient's formula says nothing at the point, so that the rate is found by its definition."""
    return needed(problem, *((x,) for x in problem.variables))


def unit_direction(problem: Problem) -> Generator[Stage, Expr, Expr]:
    """The stages from the direction as it is given to a unit vector."""
    given, point = problem.given, problem.given.get("point")
    u = Name("u")
    if "angle" in given:
        angle = given["angle"]
        goal = Vector(tree.apply(cos, angle), tree.apply(sin, angle))
        return (yield Stage("angle", goal, {"angle": angle}, u))
    if "toward" in given:
        if not point:
            raise Unsupported("cannot do this: a direction toward a point needs the point where it starts")
        differences = (tree.total(b, tree.negative(point[v])) for v, b in given["toward"].items())
        direction = yield Stage("displacement", Vector(*differences), {"point": point, "toward": given["toward"]}, Name("v"))
    else:
        direction = given["direction"]
    length = yield Stage("length", Norm(direction), {"v": direction}, Norm(direction))
    if length.is_zero:
        raise Unsupported("cannot do this: the direction is the zero vector, which points nowhere")
    if length is S.One:
        return direction
    goal = Vector(*(tree.quotient(c, length) for c in direction.args))
    return (yield Stage("unit", goal, {"v": direction, "length": length, "size": _size(length)}, u))


def _size(length: Expr) -> str:
    """How a length stands to 1, so far as that can be seen."""
    more = tree.plain(length) - 1
    return "above 1" if more.is_positive else "below 1" if more.is_negative else ""


def line(problem: Problem, unit: Expr) -> tuple[Expr, Symbol]:
    """f along the line through the point in the direction `unit`, and the parameter's letter."""
    t = parameter(problem)
    point = problem.given.get("point") or {v: v for v in problem.variables}
    values = {v: tree.total(a, tree.product(c, t)) for (v, a), c in zip(point.items(), unit.args, strict=True)}
    return tree.substitute(problem.given["function"], values), t


def parameter(problem: Problem) -> Symbol:
    """A letter for the parameter of a line that the problem does not use: t where it is free."""
    used = {s.name for s in problem.symbols.values()}
    letters = ("t", "s", "h", "tau", *(f"t_{k}" for k in range(1, len(used) + 2)))
    return Symbol(next(n for n in letters if n not in used), real=True)


TOPIC = Topic(
    "Directional derivative",
    (
        Field("function", "function"),
        Field("point", "point", required=False),
        Field("direction", "direction", required=False),
        Field("toward", "point", required=False),
        Field("angle", "scalar", required=False),
    ),
    plan,
    ("expression",),
    by_definition=True,
    facts=lambda problem: {"by_definition": by_definition(problem)},
    one_of=(("direction", "toward", "angle"),),
    local="near",
    directed=True,
    expected=Expected(operations=("directional",), nouns=RATE, given="function"),
)
