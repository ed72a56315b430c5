"""What an equation says of one of its letters as a function of the others: its derivatives, without solving for it."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace

from sympy import Basic, Eq, Expr, Ne, S, Symbol
from sympy.core.function import AppliedUndef

from tutor.errors import Unsupported
from tutor.maths.numbers import nonzero_somewhere
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.model import Problem
from tutor.printing.notation.text import text
from tutor.rule import Stage
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Equation, Name, System


@dataclass(frozen=True, slots=True)
class Implicit:
    """F, its partial derivatives, that by the dependent letter (`below`, at the point where there is one), and the quotients."""

    letter: str
    function: Expr
    slopes: Mapping[Symbol, Expr]
    below: Expr
    general: Mapping[Symbol, Expr]
    nonzero: tuple[Basic, ...]


def quotients(problem: Problem, free: Sequence[Symbol]) -> Generator[Stage, Expr, Implicit]:
    """The stages from the equation to -F_x/F_y for each of these letters, the point put into the equation first.

    `Unsupported` where the point does not satisfy it, or the equation need not define the dependent letter as a function there.
    """
    given: Eq = problem.given["equation"]
    y, point = problem.given["dependent"], problem.given.get("point", {})
    letter = next(f for f in ("F", "G", "H", "P", "Q") if f not in problem.symbols)
    function = one_side(given)
    yield Stage("level", function, {"letter": letter}, Name(letter, "scalar", (), problem.variables), kept=True)
    if point:
        yield from _on_it(problem, letter, function)
    slopes: dict[Symbol, Expr] = {}
    for v in (*free, y):
        goal = Diff(function, v, *problem.held(v))
        slopes[v] = yield Stage("partial", goal, {"v": v, "x": v, "held": problem.held(v)}, Name(letter, "", (v,)))
    below = slopes[y]
    if vanishes(below):
        raise Unsupported(f"cannot do this: {y} does not occur in the equation in a way that would make it a function of {free[0]}")
    nonzero = (Ne(tree.evaluated(below), 0, evaluate=False),)
    if point:
        there = Name(letter, "", (y,), point.values())
        below = yield Stage("denominator", At(below, point.keys(), point.values()), {"name": Name(letter, "", (y,))}, there)
        if vanishes(below):
            raise Unsupported(
                f"cannot do this: {letter}_{y} is 0 at the point, so the equation need not define {y} as a function of {free[0]} near it"
            )
    general: dict[Symbol, Expr] = {}
    for k, x in enumerate(free):
        facts = {"below": Name(letter, "", (y,)), "x": x, "y": y, "first": k == 0}
        shown = Shown(law=tree.negative(tree.quotient(Name(letter, "", (x,)), Name(letter, "", (y,)))))
        goal = tree.negative(tree.quotient(slopes[x], slopes[y]))
        general[x] = yield Stage("quotient", goal, facts, rate(problem, x), conditions=nonzero, shown=shown)
    return Implicit(letter, function, slopes, below, general, nonzero)


def rate(problem: Problem, *order: Symbol) -> Name:
    """dy/dx, or the partial derivative where several letters are free."""
    return Name("", "∂" if len(problem.variables) > 2 else "d", (problem.given["dependent"], *order))


def inputs(problem: Problem) -> tuple[Symbol, ...]:
    """The letters that the dependent one is a function of; all of them where none depends on others."""
    return tuple(v for v in problem.variables if v != problem.given.get("dependent"))


def completed(problem: Problem) -> Generator[Stage, Expr, Problem]:
    """The problem with the dependent coordinate of its point. `Unsupported` where the equation has not exactly one value for it."""
    y, point = problem.given["dependent"], problem.given["point"]
    if y in point:
        return problem
    sides = (tree.substitute(side, point) for side in problem.given["equation"].args)
    solved = solve_system(System((Equation(*sides),), (y,), ()))
    if not solved.complete or len(solved.roots) != 1 or solved.roots[0].parameters:
        raise Unsupported(f"cannot do this: the equation does not give exactly one {y} there; say in the point which one is meant")
    yield system_stage("solve", solved, {"y": y})
    value = solved.roots[0].at[y]
    whole = {v: value if v == y else point[v] for v in problem.variables}
    return replace(problem, given={**problem.given, "point": whole})


def _on_it(problem: Problem, letter: str, function: Expr) -> Generator[Stage, Expr, None]:
    """The stage that puts the point into the equation. `Unsupported` where it does not satisfy it."""
    point = problem.given["point"]
    goal = At(function, point.keys(), point.values())
    residual = yield Stage("on_curve", goal, {"point": point}, Name(letter, "scalar", (), point.values()))
    if not vanishes(residual):
        there_is = ", ".join(text(a) for a in point.values())
        difference = f"the two sides differ by {text(residual)}"
        raise Unsupported(f"cannot do this: the point ({there_is}) {fails(residual)} the equation; {difference}")


def fails(residual: Expr) -> str:
    """How a point fails an equation of which this difference is left: surely, or as far as its letters tell."""
    return "cannot be shown to satisfy" if residual.free_symbols or residual.atoms(AppliedUndef) else "does not satisfy"


def one_side(equation: Eq) -> Expr:
    """F of an equation F = 0: everything on the left, the terms with their signs changed."""
    return equation.lhs if equation.rhs is S.Zero else tree.total(equation.lhs, *(tree.negative(t) for t in tree.terms(equation.rhs)))


def vanishes(value: Expr) -> bool:
    """Whether a value is certainly 0."""
    if value.is_zero or nonzero_somewhere(value):
        return bool(value.is_zero)
    return bool(tree.plain(value).equals(0))  # asked last: of a long formula that is not 0 it may think for minutes
