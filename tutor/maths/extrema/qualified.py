"""Whether an extremum must satisfy the conditions of Karush, Kuhn and Tucker: constraint qualifications.

Linear constraints need none. For convex ones one point that satisfies all inequalities strictly is enough (Slater).
Otherwise the points are found at which the gradients of active constraints depend: they are candidates of their own.

Source: S. Boyd and L. Vandenberghe, *Convex Optimization* (2004), 5.2.3 and 5.5.3; F. John (1948).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from sympy import Basic, Expr, Matrix, Rational, S, Symbol, hessian

from tutor.errors import Unsupported
from tutor.maths.extrema.constrained import Constraint
from tutor.maths.extrema.inequalities import Inequality, Program
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.tree import Solved
from tutor.trees import tree
from tutor.trees.heads import Equation, System

INNER = (S.Zero, S.One, Rational(1, 2), -S.One, Rational(1, 4), S(2), S(3), -S(2))  # coordinates of points tried by Slater


@dataclass(frozen=True, slots=True)
class Qualified:
    """`how`: "linear", "slater" (at `point`), "independent", or "points" with the systems that were solved and have solutions.

    `empty` are the systems without solutions, and `apart` the constraints whose gradients have a determinant that is a number.
    """

    how: str
    point: dict[Symbol, Expr] | None = None
    systems: tuple[tuple[Solved, tuple[Inequality, ...]], ...] = ()
    empty: tuple[tuple[Solved, tuple[Inequality, ...]], ...] = ()
    apart: tuple[tuple[tuple[Basic, ...], Expr], ...] = ()


def qualified(problem: Program) -> Qualified:
    """Why no extremum is missed, or where one could be."""
    if problem.linear:
        if _dependent_equations(problem):
            raise Unsupported("cannot do this: the equations depend on each other; leave out one that follows from the others")
        return Qualified("linear")
    inner = _slater(problem)
    if inner is not None:
        return Qualified("slater", inner)
    apart: list[tuple[tuple[Basic, ...], Expr]] = []
    solved = tuple(_dependent(problem, apart))
    found = tuple((s, active) for s, active in solved if s.roots)
    empty = tuple((s, active) for s, active in solved if not s.roots)
    return Qualified("points" if found else "independent", systems=found, empty=empty, apart=tuple(apart))


def _dependent_equations(problem: Program) -> bool:
    """Whether one of several linear equations has a gradient that the others give: then their multipliers are never determined."""
    rows = Matrix([[tree.plain(c.function).diff(v) for v in problem.variables] for c in problem.equations])
    return bool(problem.equations and rows.rank() < len(problem.equations))


def _slater(problem: Program) -> dict[Symbol, Expr] | None:
    """A point inside, where all inequalities are convex and there are no equations."""
    variables = problem.variables
    functions = [tree.plain(c.function) for c in problem.inequalities]
    if problem.equations or not all(_convex(g, variables) for g in functions):
        return None
    for values in product(INNER, repeat=len(variables)):
        at = dict(zip(variables, values, strict=True))
        if all(g.xreplace(at).is_negative for g in functions):
            return at
    return None


def _convex(g: Expr, variables: tuple[Symbol, ...]) -> bool:
    if not g.is_polynomial(*variables):
        return False
    second = hessian(g, variables)
    return not second.free_symbols and bool(second.is_positive_semidefinite)


def _dependent(problem: Program, apart: list[tuple[tuple[Basic, ...], Expr]]) -> Iterator[tuple[Solved, tuple[Inequality, ...]]]:
    """For every set of constraints that can be active together, the points at which their gradients depend.

    Those with a determinant that is a number go to `apart`.
    """
    variables, equations = problem.variables, problem.equations
    for n in range(0 if equations else 1, len(problem.inequalities) + 1):
        for active in combinations(problem.inequalities, n):
            chosen: tuple[Inequality | Constraint, ...] = (*active, *equations)
            if active and len(chosen) > len(variables) + 1:
                continue
            slopes = Matrix([[tree.plain(c.function).diff(v) for v in variables] for c in chosen])
            minors = [slopes[:, list(k)].det().expand() for k in combinations(range(len(variables)), len(chosen))]
            number = next((m for m in minors if m.is_nonzero and m.is_number), None)
            if number is not None:
                apart.append((tuple(c.equation for c in chosen), number))
                continue
            system = System(
                [*(Equation(m, S.Zero) for m in dict.fromkeys(minors) if m != 0), *(c.equation for c in chosen)],
                variables,
                tuple(c.relation for c in problem.inequalities if c not in active),
            )
            solved = solve_system(system)
            if any(r.parameters for r in solved.roots):
                raise Unsupported("cannot do this: the gradients of the active constraints depend along a whole curve")
            if not solved.complete:
                raise Unsupported("cannot do this: it is not shown where the gradients of the active constraints depend")
            yield solved, active
