"""The gradient: the vector of the first partial derivatives, in general or at a point."""

from __future__ import annotations

from collections.abc import Generator

from sympy import Basic, Expr, Function, Pow, S, asinh, atan, cos, cosh, exp, log, sin, sinh, tanh

from tutor.deriving.by_definition import needed, partial
from tutor.deriving.numerically import first, numerically
from tutor.maths.classification.domain import interior_conditions
from tutor.model import Answer, Problem
from tutor.printing.figures.contours import ContourMap
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import PLAIN, Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Name, Vector

EVERYWHERE = (exp, sin, cos, sinh, cosh, tanh, atan, asinh)  # functions with derivatives at every number


def plan(problem: Problem) -> Plan:
    """Each partial derivative, the vector of them, the point put in."""
    by_definition = needed(problem, *((x,) for x in problem.variables))
    found = yield from _by_definition(problem) if by_definition else gradient(problem)
    yield from numerically(problem, first(problem))
    return Answer({"vector": found})


def gradient(problem: Problem) -> Generator[Stage, Expr, Expr]:
    """The stages up to the gradient at the problem's point, or at a general one; shared by the kinds that begin with it."""
    f, letter, variables = problem.given["function"], problem.letter, problem.variables
    parts = []
    for x in variables:
        name = Name(letter, "", (x,))
        facts = {"f": f, "x": x, "held": problem.held(x), "name": name}
        parts.append((yield Stage("partial", Diff(f, x, *problem.held(x)), facts, name)))
    nabla = Name(letter, "∇")
    point = problem.given.get("point")
    where = () if point else _where(f)
    facts = {"names": tuple(Name(letter, "", (x,)) for x in variables), "name": nabla, "where": where}
    unseen = tuple(c for c in where if c not in interior_conditions(Vector(*parts)))  # arctan(y/x) has derivatives without 1/x
    vector = yield Stage("assemble", Vector(*parts), facts, nabla, final=False, conditions=unseen)
    if point:
        there = Name(letter, "∇", (), point.values())
        facts = {"point": point, "name": nabla}
        shown = Shown(map=near(problem, vector)) if problem.kind == "gradient" else PLAIN
        vector = yield Stage("evaluate", At(vector, point.keys(), point.values()), facts, there, shown=shown)
    return vector


def _where(f: Expr) -> tuple[Basic, ...]:
    """Where a formula has these derivatives; nothing where it has functions or powers that say more."""
    plain = tree.plain(f)
    known = all(isinstance(g, (*EVERYWHERE, log)) for g in plain.atoms(Function)) and all(
        p.exp.is_Rational or p.base is S.Exp1 for p in plain.atoms(Pow)
    )
    return interior_conditions(plain) if known else ()


def _by_definition(problem: Problem) -> Generator[Stage, Expr, Expr]:
    """The partial derivatives at the point, each along its own line, and the vector of them."""
    parts: list[Expr] = []
    for x in problem.variables:
        parts.append((yield from partial(problem, (x,), again=bool(parts))))
    there = problem.given["point"].values()
    facts = {"names": tuple(Name(problem.letter, "", (x,), there) for x in problem.variables), "where": ()}
    return (yield Stage("assemble", Vector(*parts), facts, Name(problem.letter, "∇", (), there)))


def near(problem: Problem, gradient: Expr, direction: Vector | None = None, second: Vector | None = None) -> ContourMap:
    """The level curves of the problem's function near its point, for the page to show where it can."""
    point = problem.given.get("point", {})
    there = Vector(*(tree.evaluated(tree.substitute(c, point)) for c in gradient.args))
    return ContourMap(problem.given["function"], problem.letter, tuple(point.items()), there, direction, second)


TOPIC = Topic(
    "Gradient",
    (Field("function", "function"), Field("point", "point", required=False)),
    plan,
    ("vector",),
    by_definition=True,
    decimals=True,
    local="near",
    expected=Expected(operations=("gradient",), nouns=("gradient", "derivative", "slope"), given="function"),
)
