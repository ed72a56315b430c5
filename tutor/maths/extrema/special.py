"""Points of the constraint at which f has a value and may have no gradient: corners of the domain, and kinks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import permutations, product

from sympy import Basic, Eq, Expr, Ge, Rational, S, Symbol

from tutor.errors import Unsupported
from tutor.maths.classification.domain import interior_conditions, kinks
from tutor.maths.extrema.branches import at_edge
from tutor.maths.extrema.compact import sides
from tutor.maths.extrema.constrained import Posed
from tutor.maths.extrema.far import completed
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.tree import Solved
from tutor.trees import tree
from tutor.trees.heads import Equation, System

SMALL = (S.One, S.Zero, Rational(1, 2), Rational(2), Rational(1, 4))


@dataclass(frozen=True, slots=True)
class Special:
    """Where `relation`, an equality, holds together with the constraints: at an `end` of the set, or where f has a kink."""

    relation: Basic
    solved: Solved
    end: bool


@dataclass(frozen=True, slots=True)
class ZeroEdge:
    """Where a variable is 0, f has one value everywhere."""

    variable: Symbol
    value: Expr

    @property
    def relation(self) -> Basic:
        """As an equation."""
        return Eq(self.variable, S.Zero, evaluate=False)


@dataclass(frozen=True, slots=True)
class Fold:
    """Where a variable is 0 and f or a constraint bends, the problem without this variable."""

    variable: Symbol
    posed: Posed

    @property
    def relation(self) -> Basic:
        """As an equation."""
        return Eq(self.variable, S.Zero, evaluate=False)

    def placed(self, solved: Solved) -> Solved:
        """The solutions on the fold as points of the whole problem."""
        return replace(solved, roots=tuple(replace(r, values=(*r.values, (self.variable, S.Zero))) for r in solved.roots))


def folds(problem: Posed, besides: Sequence[Symbol] = ()) -> tuple[Fold, ...]:
    """The folds that are curves or surfaces, not points, but for those of the variables `besides`."""
    if len(problem.variables) - len(problem.constraints) < 2:
        return ()
    found = [u for u, _ in _zeros(problem) if isinstance(u, Symbol) and u not in besides and _constant(problem, u) is None]
    edges = _edges(problem)
    return tuple(
        Fold(x, _on_fold(problem, x)) for x in found if x not in edges and all(x not in r.free_symbols for r in problem.conditions)
    )


def _on_fold(problem: Posed, x: Symbol) -> Posed:
    constraints = []
    for c in problem.constraints:
        sides = Equation(*(tree.plain(side).subs(x, S.Zero) for side in (c.equation.left, c.equation.right)))
        constraints.append(replace(c, equation=sides, function=tree.plain(c.function).subs(x, S.Zero)))
    f = tree.plain(problem.objective).subs(x, S.Zero)
    inside = tuple(r for r in interior_conditions(f) if r not in problem.conditions)
    variables = tuple(v for v in problem.variables if v != x)
    return replace(problem, objective=f, variables=variables, constraints=tuple(constraints), inside=inside)


def special_points(problem: Posed, besides: Sequence[Symbol] = ()) -> tuple[Special, ...]:
    """The points of the set where a condition x >= 0 holds with equality, and where a part of f or of a constraint has no derivative.

    Edges with one value are left out, and what lies where one of the variables `besides` is 0. `Unsupported` where the points
    fill a curve: the extremum along an edge is a question of its own.
    """
    out = []
    for u, others in _zeros(problem):
        if _constant(problem, u) is not None or u in besides:
            continue
        system = System([Equation(u, S.Zero), *(c.equation for c in problem.constraints)], problem.variables, others)
        solved = solve_system(system)
        if not solved.complete:
            raise Unsupported("cannot do this: it is not proved that all points are found at which the function has no gradient")
        if any(r.parameters for r in solved.roots):
            raise Unsupported("cannot do this: the edge is a curve of its own; ask for extrema_on_region or kkt")
        out.append(Special(Eq(u, S.Zero, evaluate=False), solved, u in _edges(problem)))
    return tuple(out)


def constant_edges(problem: Posed) -> tuple[ZeroEdge, ...]:
    """The edges, and kinks, that are surfaces on which f has one value."""
    return tuple(ZeroEdge(u, value) for u, _ in _zeros(problem) if isinstance(u, Symbol) and (value := _constant(problem, u)) is not None)


def nowhere(problem: Posed, *zeros: Expr) -> Solved | None:
    """The system of the constraints and these zeros, where it is proved that it has no solution; None elsewhere."""
    equations = [Equation(u, S.Zero) for u in zeros]
    try:
        solved = solve_system(System([*equations, *(c.equation for c in problem.constraints)], problem.variables, weakened(problem, zeros)))
    except Unsupported:
        return None
    return solved if solved.complete and not solved.roots else None


def point_on(problem: Posed, edge: Symbol) -> dict[Symbol, Expr] | None:
    """A point of the set where a variable is 0: small numbers for the others but one for each equation, which give these."""
    left = tuple(v for v in problem.variables if v != edge)
    equations = [tree.plain(c.function).subs(edge, S.Zero).expand() for c in problem.constraints]
    for numbers in product(SMALL, repeat=len(left) - len(equations)):
        for chosen in permutations(left, len(equations)):
            given: dict[Symbol, Expr] = dict(zip((v for v in left if v not in chosen), numbers, strict=True))
            for point in completed(equations, chosen, {edge: S.Zero, **given}, problem.variables):
                if all(tree.plain(r).xreplace(point) == True for r in problem.conditions):  # noqa: E712
                    return point
    return None


def _constant(problem: Posed, u: Expr) -> Expr | None:
    """The value that f has wherever a variable is 0, if it is one number: x y z is 0 on all of x = 0. Curves are looked at by points."""
    if u not in problem.variables or len(problem.variables) - len(problem.constraints) == 1:
        return None
    value = tree.plain(problem.objective).subs(u, S.Zero)
    return value if value.is_number and value.is_finite else None


def _zeros(problem: Posed) -> list[tuple[Expr, tuple[Basic, ...]]]:
    found = dict.fromkeys(_edges(problem))
    for u in (*kinks(problem.objective), *(u for c in problem.constraints for u in kinks(c.function))):
        if u.free_symbols & set(problem.variables):
            found.setdefault(u)
    weak = weakened(problem)
    return [(u, tuple(r for r in weak if _one_side(r) not in (u, -u))) for u in found if not _excluded(problem, u)]


def _edges(problem: Posed) -> list[Expr]:
    """What is 0 at the edge: x for x >= 0."""
    return [(left - right).expand() for left, right, sign in map(sides, problem.conditions) if sign in ("<=", ">=")]


def weakened(problem: Posed, besides: Sequence[Expr] = ()) -> tuple[Basic, ...]:
    """What holds on the set besides the equations; what f needs inside its domain is relaxed to where it has a value.

    What is said of the expressions `besides` is left out.
    """
    f = tree.plain(problem.objective)
    relaxed = []
    for r in problem.inside:
        u = r.args[0]
        if u in besides:
            continue
        relaxed.append(Ge(u, S.Zero, evaluate=False) if r.rel_op == ">" and at_edge(f, u) else r)
    return (*problem.conditions, *relaxed)


def _one_side(relation: Basic) -> Expr:
    left, right, _ = sides(relation)
    return (left - right).expand()


def _excluded(problem: Posed, u: Expr) -> bool:
    """Whether a strict condition says that u is not 0."""
    for r in problem.conditions:
        left, right, sign = sides(r)
        if sign in ("<", ">", "!=") and (left - right).expand() in (u, -u):
            return True
    return False
