"""Whether a field is smooth all over a bounded region: walls and holes of its domain that lie outside, and points that lie inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sympy import Add, Basic, Dummy, Expr, Le, Ne, Pow, Rational, S, Symbol

from tutor.errors import Unsupported
from tutor.maths.fields.domain import Hole, domain_of, needs
from tutor.maths.numbers import sign_of
from tutor.maths.regions.coordinates import cartesian
from tutor.maths.regions.describe import EMPTY
from tutor.maths.regions.region import inside
from tutor.maths.regions.setup import read
from tutor.maths.regions.shapes import region_of
from tutor.trees import tree

MARGIN = Rational(1, 1000)  # how far a wall or a hole must stay away, in its own measure


@dataclass(frozen=True, slots=True)
class Smooth:
    """Where a field is not smooth: points inside of the region, and what lies outside of it. `whole` where that is nowhere."""

    within: tuple[Hole, ...] = ()
    outside: tuple[Hole, ...] = ()
    whole: bool = True


def smooth_in(field: Sequence[Expr], region: Sequence[Basic], variables: tuple[Symbol, ...]) -> Smooth | None:
    """How a field behaves in a region; None where it is not shown to be smooth but for points inside."""
    return _smooth_in(tuple(field), tuple(region), variables)


@lru_cache(maxsize=16)  # asked again for every wrong answer that is looked for
def _smooth_in(field: tuple[Expr, ...], region: tuple[Basic, ...], variables: tuple[Symbol, ...]) -> Smooth | None:
    domain = domain_of(field, variables)
    if domain.is_whole:
        return Smooth()
    if not domain.known:
        return None
    for wall in domain.walls:
        form = tree.plain(wall.args[0]) - tree.plain(wall.args[1])
        away = _avoids(region, form, variables) or (isinstance(wall, Ne) and _avoids(region, -form, variables))
        if not away:
            return None
    within: list[Hole] = []
    outside: list[Hole] = []
    for hole in (*domain.holes, *domain.points):
        if _avoids(region, Add(*((v - a) ** 2 for v, a in hole.at)), variables):
            outside.append(hole)
        elif len(hole.at) == len(variables) and _is_inner(hole, region, variables):
            within.append(hole)
        else:
            return None
    return Smooth(tuple(within), tuple(outside), False)


def continuous_in(f: Expr, region: Sequence[Basic], variables: tuple[Symbol, ...]) -> bool:
    """Whether a function is seen to be continuous in a region and on its edge: smooth but for roots of what is negative nowhere there."""
    roots: dict[Basic, Basic] = {
        p: Dummy() for p in f.atoms(Pow) if p.exp.is_Rational and not p.exp.is_Integer and p.exp.is_positive and p.has(*variables)
    }
    beside = (*variables, *(s for s in roots.values() if isinstance(s, Symbol)))
    if any(True for _ in needs(f.xreplace(roots), beside)):
        return False
    return all(not any(True for _ in needs(p.args[0], variables)) and _is_nowhere(Le(p.args[0], 0), region, variables) for p in roots)


def _is_nowhere(condition: Basic, region: Sequence[Basic], variables: tuple[Symbol, ...]) -> bool:
    """Whether it holds on no part of a region that has some size."""
    try:
        alternatives = region_of(region, variables, cartesian(variables)).alternatives
    except Unsupported:
        return False
    for relations in alternatives:
        try:
            read((*relations, condition), variables, S.One)
        except Unsupported as error:
            if EMPTY in error.message:
                continue
        return False
    return True


def _avoids(region: Sequence[Basic], quantity: Expr, variables: tuple[Symbol, ...]) -> bool:
    """Whether a quantity stays above a margin in the region."""
    try:
        read((*region, Le(quantity, MARGIN, evaluate=False)), variables, quantity * 0)
    except Unsupported as error:
        return "no point" in error.message
    return False


def _is_inner(hole: Hole, region: Sequence[Basic], variables: tuple[Symbol, ...]) -> bool:
    """Whether every inequality of the region holds strictly at the point."""
    found = region_of(region, variables, cartesian(variables))
    at = dict(hole.at)
    return any(all(sign_of(inside(r).xreplace(at)) == 1 for r in a) for a in found.alternatives)
