"""Where the gradients of the constraints depend on one another: Lagrange's condition may miss an extremum there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from sympy import Expr, Matrix, S, Symbol

from tutor.errors import Unsupported
from tutor.maths.extrema.constrained import Posed
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.tree import Solved
from tutor.trees import tree
from tutor.trees.heads import Equation, System


@dataclass(frozen=True, slots=True)
class Regularity:
    """How it is known where the gradients depend.

    `how`: "constant" (the determinant `minor` of their components `columns` is a number other than 0: nowhere), "off" (the
    gradient is linear and vanishes at the one point `point` only, which is not on the constraint), "system" (`solved` says
    where).
    """

    how: str
    point: dict[Symbol, Expr] | None = None
    solved: Solved | None = None
    columns: tuple[Symbol, ...] = ()
    minor: Expr | None = None


def regularity(problem: Posed, gradients: Sequence[Sequence[Expr]]) -> Regularity:
    """Where rank is lost, by the gradients of the constraints in their order."""
    slopes = Matrix([[tree.plain(c) for c in row] for row in gradients])
    minors = _minors(slopes)
    for columns, m in minors.items():
        if m.is_nonzero and not m.free_symbols & set(problem.variables):
            return Regularity("constant", columns=tuple(problem.variables[k] for k in columns), minor=m)
    if len(gradients) == 1:
        point = _only_zero(slopes, problem.variables)
        if point is not None:
            g = tree.plain(problem.constraints[0].function)
            if g.subs(point).expand().is_nonzero:
                return Regularity("off", point)
    equations = [Equation(m, S.Zero) for m in dict.fromkeys(minors.values()) if m != 0]
    system = System([*equations, *(c.equation for c in problem.constraints)], problem.variables, problem.asked)
    solved = solve_system(system)
    if not solved.complete:
        raise Unsupported("cannot do this: it is not proved that all points are found at which the gradients of the constraints depend")
    return Regularity("system", solved=solved)


def _minors(slopes: Matrix) -> dict[tuple[int, ...], Expr]:
    """The determinants of as many columns as there are gradients."""
    m, n = slopes.shape
    return {columns: slopes[:, list(columns)].det().expand() for columns in combinations(range(n), m)}


def _only_zero(slopes: Matrix, variables: Sequence[Symbol]) -> dict[Symbol, Expr] | None:
    """The one point at which a linear gradient vanishes; variables that do not occur are left out."""
    used = [v for v in variables if v in slopes.free_symbols]
    entries = [e for e in slopes if e != 0]
    if len(entries) != len(used) or any(not e.is_polynomial(*used) or e.diff(v, w) != 0 for e in entries for v in used for w in used):
        return None
    matrix = Matrix([[e.diff(v) for v in used] for e in entries])
    if not matrix.det().is_nonzero:
        return None
    right = Matrix([-e.subs(dict.fromkeys(used, S.Zero)) for e in entries])
    return dict(zip(used, matrix.LUsolve(right), strict=True))
