"""The region that the limits of an iterated integral describe: between its limits each variable runs, the outer ones first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sympy import Basic, Expr, Le, Lt, Symbol
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.regions.choose import Choice, chosen
from tutor.maths.regions.coordinates import Chart, cartesian
from tutor.maths.regions.describe import Described, Limit, RegionPiece
from tutor.maths.regions.levels import Limits
from tutor.maths.regions.membership import Disagrees, covers
from tutor.maths.regions.region import Region
from tutor.maths.regions.setup import settled
from tutor.trees import tree

CROSSING = "cannot do this: a lower limit lies above its upper one on a part of the range, so this is no integral over one region"


def relations(limits: Limits) -> tuple[Relational, ...]:
    """lower <= v and v <= upper for each variable, outermost first."""
    return tuple(
        c
        for v, low, high in reversed(limits)
        for c in (Le(low, v, evaluate=False), Le(v, high, evaluate=False))
        if not (c.lhs if c.rhs == v else c.rhs).is_infinite
    )


def region_of_limits(parts: Sequence[Limits], variables: tuple[Symbol, ...]) -> Region:
    """The points that lie between the limits of one of the parts."""
    alternatives = tuple(map(relations, parts))
    return Region(variables, alternatives, tuple(r for a in alternatives for r in a))


def as_given(parts: Sequence[Limits], variables: tuple[Symbol, ...], integrand: Expr) -> Described:
    """The region described by the very limits that are given. Errors: `Unsupported` where limits cross."""
    order = tuple(v for v, _, _ in parts[0])
    if any(tuple(v for v, _, _ in p) != order for p in parts):
        raise Unsupported("cannot do this: the integrals of the sum are taken in different orders")
    found = cartesian(variables)
    letters = sorted({s for p in parts for l in p for e in l for s in e.free_symbols} - set(variables), key=str)
    positive: dict[Basic, Basic] = {s: Symbol(s.name, positive=True) for s in letters}
    growing = tuple(Lt(a, b, evaluate=False) for a, b in pairwise(positive.values()))
    for twins, hold in (({}, ()), (positive, ()), (positive, growing)):
        limits = [[tuple(tree.substitute(e, twins) for e in l) for l in p] for p in parts]
        pieces = tuple(RegionPiece(tuple(Limit(*l) for l in p), tree.substitute(integrand, twins)) for p in limits)
        region = replace(region_of_limits(limits, found.letters), letters_hold=hold)
        made = Described(region, found, order, pieces)
        try:
            covers(made.ranges, made.points)
        except Disagrees:
            if letters:
                continue
            break
        return made
    raise Unsupported(CROSSING)


def _reversed(given: Described) -> tuple[Symbol, ...]:
    """The variables in the other order; one that has to do with no other keeps out of the way, innermost."""
    limits = {l.variable: l for p in given.pieces for l in p.limits}
    held = {v: {*l.lower.free_symbols, *l.upper.free_symbols} & set(given.order) for v, l in limits.items()}
    alone = [v for v in given.order if not held[v] and not any(v in h for h in held.values())]
    order = (*alone, *(v for v in reversed(given.order) if v not in alone))
    return order if order != given.order else tuple(reversed(given.order))


def in_another_order(given: Described, order: Sequence[Symbol] | None, other: Chart | None = None) -> tuple[Choice, Expr]:
    """The same region with its limits in another order, or in other coordinates. Errors: `Unsupported`."""
    integrand = given.pieces[0].integrand
    variables = given.chart.letters
    found = cartesian(variables) if other is None else other
    wanted = tuple(order) if order is not None else _reversed(given) if other is None else None

    def made(twins: Mapping[Basic, Basic], hold: tuple[Relational, ...]) -> Choice:
        alternatives = tuple(tuple(r.xreplace(dict(twins)) if twins else r for r in a) for a in given.region.alternatives)
        region = replace(given.region, alternatives=alternatives, letters_hold=hold)
        return chosen(region, found, integrand.xreplace(dict(twins)) if twins else integrand, wanted, avoided=given.order)

    return settled(made, integrand, given.region.letters)
