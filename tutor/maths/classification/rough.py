"""Points at which a function has a value and no gradient: the tip of a cone, the edge of a fold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sympy import Basic, Expr, Float, Pow, Rational, S, Symbol, preorder_traversal

from tutor.errors import Unsupported
from tutor.maths.classification.argument import PointClass
from tutor.maths.classification.domain import kinks
from tutor.maths.classification.seams import Seam, seam
from tutor.maths.limits.written import written
from tutor.maths.solving.conditions import holds
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
    """Where `expr`, a part of the formula that has no derivative at its zeros, vanishes; `least` where it is 0 only as a minimum.

    The single `points` come with their class where it is known already, whole `curves` of points always.
    At the points `level` the gradient exists and is 0, though the formula for it has no value there.
    """

    expr: Expr
    solved: Solved
    least: bool
    points: tuple[tuple[Root, PointClass | None], ...] = ()
    curves: tuple[tuple[Root, PointClass], ...] = ()
    level: tuple[Root, ...] = ()


def rough_points(
    function: Expr, variables: Sequence[Symbol], domain: tuple[Basic, ...] = (), known: Sequence[Root] = ()
) -> tuple[Rough, ...]:
    """The points inside the domain, besides the `known` ones, at which a part of the formula has no derivative, and which are critical.

    `Unsupported` where it is not clear whether the derivative exists, or how the function behaves along a curve of them.
    """
    plain = tree.plain(function)
    found: list[Rough] = []
    seen: set[tuple[tuple[Symbol, Expr], ...]] = {r.values for r in known}
    for u in kinks(function):
        equations = [Equation(written(u), S.Zero)]
        least = _under_even_root(plain, u)
        if least:  # inside the domain only where u is nowhere negative: at a zero that is a minimum of u
            equations += [Equation(written(d), S.Zero) for v in variables if (d := u.diff(v)) != 0]
        solved = solve_system(System(equations, variables, domain))
        curved = (replace(r, conditions=tuple(c for c in r.conditions if c not in domain)) for r in solved.roots if r.parameters)
        seams = [seam(function, u, r) for r in curved]
        classes = {r.values: v for s in seams for r, v in s.points}
        single = [r for r in solved.roots if not r.parameters] + [r for r in _alone(seams, domain)]
        fresh = [r for r in {r.values: r for r in single}.values() if r.values not in seen]
        rough = tuple(r for r in fresh if not _differentiable(plain, r))
        level = tuple(r for r in fresh if r not in rough and _level(plain, r))
        seen.update(r.values for r in (*rough, *level))
        curves = tuple(_within(part, domain) for s in seams for part in s.parts)
        if rough or level or curves:
            kept = Solved(solved.system, solved.tree, (*rough, *level, *(r for r, _ in curves)), solved.certificate)
            found.append(Rough(written(u), kept, least, tuple((r, classes.get(r.values)) for r in (*rough, *level)), curves, level))
    return tuple(found)


def _within(part: tuple[Root, PointClass], domain: tuple[Basic, ...]) -> tuple[Root, PointClass]:
    """A curve where it lies in the domain."""
    root, verdict = part
    placed = (c.xreplace(root.at) for c in domain)
    return replace(root, conditions=tuple(dict.fromkeys((*root.conditions, *(c for c in placed if c.free_symbols))))), verdict


def _alone(seams: Sequence[Seam], domain: tuple[Basic, ...]) -> Iterator[Root]:
    """The single points of curves that lie in the domain, each once."""
    found: dict[tuple[tuple[Symbol, Expr], ...], Root] = {}
    for root in (r for s in seams for r, _ in s.points):
        if all(holds(c, root.at) for c in domain):
            found.setdefault(root.values, root)
    return iter(found.values())


def _level(function: Expr, root: Root) -> bool:
    """Whether the difference quotients at a point at which they settle tend to 0."""
    return all(abs(_slope(function, root, x, STEPS[-1])) < APART for x in root.at)


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
    value = ((tree.evaluated(there) - tree.evaluated(here)) / h).evalf(DIGITS)  # odd roots are the real ones
    if not value.is_real or not value.is_finite:
        raise Unsupported("cannot do this: the function is not defined near a point at which it may have no gradient")
    return value
