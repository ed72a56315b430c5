"""Points at which a function has a value and no gradient: the tip of a cone, the edge of a fold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Basic, Expr, Float, Pow, Rational, S, Symbol, preorder_traversal

from tutor.errors import Unsupported
from tutor.maths.classification.domain import kinks
from tutor.maths.limits.written import written
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.tree import Root, Solved
from tutor.trees import tree
from tutor.trees.heads import Equation, System

DIGITS = 60  # of the difference quotients
STEPS = (Rational(1, 10**12), Rational(1, 10**18))  # the steps at which they are taken
APART = Float("1e-3")  # slopes from two sides that differ by more than this belong to a corner
STEEP = 10  # and one that grows by this factor from step to step to a cusp


@dataclass(frozen=True, slots=True)
class Rough:
    """Where `expr`, a part of the formula that has no derivative at its zeros, vanishes; `least` where it is 0 only as a minimum."""

    expr: Expr
    solved: Solved
    least: bool


def rough_points(function: Expr, variables: Sequence[Symbol], domain: tuple[Basic, ...] = ()) -> tuple[Rough, ...]:
    """The points inside the domain at which a part of the formula has no derivative, and the function has none either.

    `Unsupported` where they fill a curve, or where it is not clear whether the derivative exists.
    """
    plain = tree.plain(function)
    found: list[Rough] = []
    seen: set[tuple[tuple[Symbol, Expr], ...]] = set()
    for u in kinks(function):
        equations = [Equation(written(u), S.Zero)]
        least = _under_even_root(plain, u)
        if least:  # inside the domain only where u is nowhere negative: at a zero that is a minimum of u
            equations += [Equation(written(d), S.Zero) for v in variables if (d := u.diff(v)) != 0]
        solved = solve_system(System(equations, variables, domain))
        for root in solved.roots:
            if root.parameters:
                raise Unsupported("cannot do this: the function has no gradient along a whole curve")
        rough = tuple(r for r in solved.roots if r.values not in seen and not _differentiable(plain, r))
        seen.update(r.values for r in rough)
        if rough:
            found.append(Rough(written(u), Solved(solved.system, solved.tree, rough, solved.certificate), least))
    return tuple(found)


def _under_even_root(function: Expr, u: Expr) -> bool:
    powers = (p for p in preorder_traversal(function) if isinstance(p, Pow) and p.base == u)
    return any(isinstance(p.exp, Rational) and p.exp.q % 2 == 0 for p in powers)


def _differentiable(function: Expr, root: Root) -> bool:
    """Whether every partial derivative exists at the point: the slopes from both sides agree and settle."""
    for x in root.at:
        slopes = [[_slope(function, root, x, sign * h) for h in STEPS] for sign in (1, -1)]
        for near, nearer in slopes:
            if abs(nearer) > STEEP * abs(near) + STEEP:
                return False
        if abs(slopes[0][-1] - slopes[1][-1]) > APART:
            return False
        if any(abs(near - nearer) > APART for near, nearer in slopes):
            raise Unsupported(f"cannot do this: it is not clear whether the derivative with respect to {x} exists at the point")
    return True


def _slope(function: Expr, root: Root, x: Symbol, h: Expr) -> Expr:
    here = function.subs(root.at)
    there = function.subs({**root.at, x: root.at[x] + h})
    value = ((there - here) / h).evalf(DIGITS)
    if not value.is_real or not value.is_finite:
        raise Unsupported("cannot do this: the function is not defined near a point at which it may have no gradient")
    return value
