"""Systems for the tests, written in SymPy expressions that are to be 0."""

from collections.abc import Iterable, Sequence

from sympy import Basic, Expr, Integer, S, Symbol, diff, sympify

from tutor.maths.solving.tree import Root
from tutor.trees.heads import Equation, System


def system(zero: Iterable[object], unknowns: Sequence[Symbol], conditions: Iterable[Basic] = ()) -> System:
    """Each expression is 0."""
    return System([Equation(sympify(e), S.Zero) for e in zero], unknowns, conditions)


def gradient(f: Expr, unknowns: Sequence[Symbol], conditions: Iterable[Basic] = ()) -> System:
    """All partial derivatives are 0."""
    return system([diff(f, x) for x in unknowns], unknowns, conditions)


def lagrange(f: Expr, constraints: Sequence[Expr], unknowns: Sequence[Symbol], multipliers: Sequence[Symbol]) -> System:
    """The gradient is a combination of those of the constraints, which are 0."""
    slopes = [diff(f, x) - sum((m * diff(g, x) for m, g in zip(multipliers, constraints, strict=True)), Integer(0)) for x in unknowns]
    return system([*slopes, *constraints], (*unknowns, *multipliers))


def points(unknowns: Sequence[Symbol], *values: Sequence[object]) -> list[Root]:
    """Solutions by their coordinates."""
    return [Root(tuple(zip(unknowns, map(sympify, v), strict=True))) for v in values]


def family(unknowns: Sequence[Symbol], values: Sequence[object], parameters: Sequence[Symbol], *conditions: Basic) -> Root:
    """A family or a curve."""
    return Root(tuple(zip(unknowns, map(sympify, values), strict=True)), tuple(parameters), conditions)
