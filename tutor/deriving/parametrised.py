"""A point of a surface that is given by two parameters, and the normal vector there: the cross product of r_u and r_v."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations, product

from sympy import Expr, Ne, S, Symbol

from tutor.deriving.implicitly import vanishes
from tutor.errors import Unsupported
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.maths.solving.tree import Solved
from tutor.maths.surfaces.normal import crossed
from tutor.model import Problem
from tutor.rule import Stage
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Cross, Diff, Dot, Equation, Name, Sheet, System, Vector

WHOLE = range(4)  # members of a family of solutions at which the tangent planes are compared


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a surface with its coordinates, the tangent vectors r_u and r_v there, and their cross product."""

    point: Mapping[Symbol, Expr]
    tangents: tuple[Vector, Vector]
    normal: Vector


def position(problem: Problem) -> Vector | None:
    """The position by the parameters; None where the surface is given by an equation."""
    surface = problem.given["surface"]
    return Vector(*surface.about) if isinstance(surface, Sheet) else None


def spot(problem: Problem, r: Vector) -> Generator[Stage, Expr, Spot]:
    """The stages up to the normal vector. `Unsupported` where the point is not on the surface, or the cross product is 0 there."""
    u, v = problem.origin.running
    at, point = yield from _located(problem, r, (u, v))
    tangents = []
    for p, held in ((u, v), (v, u)):
        name = Name("r", "→", (p,))
        slope = yield Stage("tangent", Vector(*(Diff(c, p, held) for c in r.args)), {"p": p, "held": held}, name)
        there = Name("r", "→", (p,), at.values())
        goal = At(slope, at.keys(), at.values())
        tangents.append((yield Stage("tangent_there", goal, {"at": at}, there)) if slope.free_symbols & at.keys() else slope)
    names = {"names": (Name("r", "→", (u,)), Name("r", "→", (v,)))}
    normal = yield Stage("cross", crossed(*tangents), names, Name("n"), shown=Shown(law=Cross(*tangents)))
    if all(map(vanishes, normal.args)):
        raise Unsupported("cannot do this: r_u and r_v are parallel at the point, so they span no plane there")
    return Spot(point, (tangents[0], tangents[1]), normal)


def _located(
    problem: Problem, r: Vector, parameters: tuple[Symbol, Symbol]
) -> Generator[Stage, Expr, tuple[dict[Symbol, Expr], dict[Symbol, Expr]]]:
    """The values of the parameters and the coordinates of the point: one is given, the other found."""
    given: dict[Symbol, Expr] = dict(problem.given["point"])
    if set(given) == set(parameters):
        at = {p: given[p] for p in parameters}
        found = yield Stage("position", At(r, at.keys(), at.values()), {"at": at}, Name("r", "", (), at.values()))
        return at, dict(zip(problem.variables, found.args, strict=True))
    rows = [Equation(c, given[x]) for c, x in zip(r.args, problem.variables, strict=True)]
    solved, nonzero = _solved(rows, parameters)
    places = [
        {p: root.at[p].subs(dict(zip(root.parameters, of, strict=True))) for p in parameters}
        for root in solved.roots
        for of in product(WHOLE, repeat=len(root.parameters))
    ]
    apart = len(places) > 1 and not _alike(r, parameters, places)
    facts = {
        "p": given,
        "nonzero": nonzero,
        "roots": solved.roots,
        "several": len(places) > 1 and not apart,
        "taken": places[0] if places else None,
    }
    yield system_stage("located", solved, facts)
    if not solved.roots:
        raise Unsupported("cannot do this: no values of the parameters were found that give this point, so it is not on the surface")
    if apart:
        raise Unsupported("cannot do this: the surface passes through the point more than once, with different tangent planes")
    return places[0], given


def _solved(rows: Sequence[Equation], parameters: tuple[Symbol, Symbol]) -> tuple[Solved, tuple[Ne, ...]]:
    """The solutions, and what is taken of constants for it, as few as will do: that k is not 0."""
    try:
        return solve_system(System(rows, parameters)), ()
    except Unsupported as error:
        constants = {s for row in rows for s in row.free_symbols if s not in parameters and not s.is_nonzero}
        taken = [Ne(s, S.Zero, evaluate=False) for s in sorted(constants, key=str)]
        for some in (c for n in range(1, len(taken) + 1) for c in combinations(taken, n)):
            with suppress(Unsupported):
                return solve_system(System(rows, parameters, some)), some
        raise error


def _alike(r: Vector, parameters: tuple[Symbol, Symbol], places: list[dict[Symbol, Expr]]) -> bool:
    """Whether the tangent planes at all these values of the parameters are one."""
    general = crossed(*(Vector(*(tree.plain(c).diff(p) for c in r.args)) for p in parameters)).args
    first, *others = [[tree.plain(c).xreplace(at) for c in general] for at in places]
    pairs = [(i, j) for i in range(len(first)) for j in range(i)]
    return all(vanishes(tree.evaluated(first[i] * other[j] - first[j] * other[i])) for other in others for i, j in pairs)


def spanned(found: Spot) -> Stage:
    """A check: the normal vector is perpendicular to both tangent vectors."""
    dots = Vector(*(Dot(found.normal, t) for t in found.tangents))
    return Stage("spanned", dots, {"n": found.normal}, check=True, equals=Vector(0, 0), solve=False)
