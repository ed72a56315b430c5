"""The total differential: each partial derivative times the differential of its variable, added up."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Expr, S, Symbol

from tutor.deriving.topics.directional_derivative import parameter
from tutor.model import Answer, Problem
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff
from tutor.trees.heads.name import derivative_name


def plan(problem: Problem) -> Plan:
    """The partial derivatives, the sum; then the check: the rate at which f changes along the displacement is the same."""
    f, letter, variables = problem.given["function"], problem.letter, problem.variables
    steps = {x: differential(x) for x in variables}
    terms: list[Expr] = []
    for x in variables:
        facts = {"x": x, "held": problem.held(x)}
        slope = yield Stage("partial", Diff(f, x, *problem.held(x)), facts, derivative_name(letter, (x,), variables))
        terms.append(tree.scaled(slope, steps[x]))
    name = Symbol(f"d{letter}", real=True)
    law = tree.total(*(tree.product(derivative_name(letter, (x,), variables), steps[x]) for x in variables))
    goal = tree.summed(*terms)
    found = yield Stage("assemble", goal, {"name": name, "steps": steps}, name, kept=True, shown=Shown(law=law))
    along, t = displaced(problem, steps)
    yield Stage("definition", At(Diff(along, t), (t,), (S.Zero,)), {"t": t, "steps": steps}, name, check=True, equals=found, solve=False)
    return Answer({"expression": found})


def differential(x: Symbol) -> Symbol:
    """dx for x: one name, which no letter of a problem can have."""
    return Symbol(f"d{x.name}", real=True)


def displaced(problem: Problem, steps: Mapping[Symbol, Expr]) -> tuple[Expr, Symbol]:
    """f at x + t dx, y + t dy, ..., and the letter t."""
    t = parameter(problem)
    return tree.substitute(problem.given["function"], {x: tree.total(x, tree.product(t, d)) for x, d in steps.items()}), t


TOPIC = Topic(
    "Total differential",
    (Field("function", "function"),),
    plan,
    ("expression",),
    expected=Expected(operations=("differential",), nouns=("differential",), differentials=True),
)
