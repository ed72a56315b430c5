"""An iterated integral in another order or other coordinates: where an inner integral has no antiderivative, or the limits are arcs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sympy import Add, Expr, Pow, S, Symbol, expand

from tutor.deriving.over_region import evaluated
from tutor.errors import Unsupported
from tutor.maths.integrals.nonelementary import why_not
from tutor.maths.regions.choose import Choice, chart_for, obstacle, of_distance
from tutor.maths.regions.coordinates import Chart, polar, spherical
from tutor.maths.regions.describe import Described
from tutor.maths.regions.elementary import long_antiderivative
from tutor.maths.regions.levels import DIVERGENT, Levels, Limits, levels, nested
from tutor.maths.regions.of_limits import as_given, in_another_order, relations
from tutor.maths.regions.setup import given_limits, setting_up
from tutor.model import Problem
from tutor.rule import Stage
from tutor.shown import UNSAID
from tutor.trees import tree
from tutor.trees.heads import Int


def in_some_order(problem: Problem, integrand: Expr, limits: Limits, facts: Mapping[str, object], discs: bool = False) -> Levels:
    """One iterated integral, in the order in which it stands unless that leads nowhere; over `discs` in polar coordinates."""

    def turned(goal: Int, f: Expr, left: Limits, error: Unsupported) -> Levels:
        way = _other_way(problem, f, left)
        if way is None:
            raise error
        return (yield from _taken(goal, f, left, way, facts))

    goal = Int(integrand, *limits[0])
    disc = discs and _is_disc(integrand, limits)
    if (disc or _is_long(goal, limits[1:]) or _is_round(integrand, limits) or _turned(integrand, limits)) and (
        way := _other_way(problem, integrand, limits, disc)
    ) is not None:
        return (yield from _taken(goal, integrand, limits, way, facts))
    return (yield from levels(integrand, limits, facts, turned))


def _is_long(goal: Int, outer: Limits) -> bool:
    """Whether the inner integral is one that nobody wants, while an outer variable stands in its limits alone."""
    letters = {v for v, _, _ in outer}
    inside = goal.free_symbols & letters
    return bool(inside) and not goal.expr.free_symbols & letters and long_antiderivative(tree.evaluated(goal.expr), goal.variable)


def _is_round(f: Expr, limits: Limits) -> bool:
    """Whether the integrand asks for the distance from the origin alone, and a limit is an arc."""
    variables = tuple(v for v, _, _ in limits)
    plain = tree.evaluated(f)
    roots = [p for _, *ends in limits for e in ends for p in tree.evaluated(e).atoms(Pow) if p.exp == S.Half and p.base.has(*variables)]
    return len(variables) == 2 and bool(roots) and of_distance(plain, variables) and plain.has(Pow)


def _is_disc(f: Expr, limits: Limits) -> bool:
    """Whether a polynomial is integrated from one arc of a circle about the origin to the other."""
    if len(limits) != 2:
        return False
    (v, low, high), (w, *_) = limits
    top, bottom, plain = tree.evaluated(high), tree.evaluated(low), tree.evaluated(f)
    square = expand(top**2 + w**2)
    return bool(plain.is_polynomial(v, w) and top.is_Pow and top.exp is S.Half and expand(top + bottom) == 0 and square.is_positive)


def _turned(f: Expr, limits: Limits) -> Chart | None:
    """Cylindrical or spherical coordinates, where the outer limits are arcs and the inner ones ask for the distance from the axis alone."""
    if len(limits) != 3:
        return None
    (_, *inner), (_, *middle), _ = limits
    across = tuple(sorted((v for v, _, _ in limits[1:]), key=str))
    arcs = [p for e in middle for p in tree.evaluated(e).atoms(Pow) if p.exp == S.Half and p.base.has(limits[2][0])]
    square, rest = Symbol("_square", positive=True), Add(*(v**2 for v in across))
    placed = [expand(tree.evaluated(e), power=False).subs(rest, square).subs(expand(-rest), -square) for e in inner]
    if not arcs or any(e.has(*across) for e in placed) or not any(e.has(square) for e in placed):
        return None
    variables = tuple(sorted((v for v, _, _ in limits), key=str))
    whole = Add(*(v**2 for v in variables))
    if any(p.exp.is_Rational and not p.exp.is_Integer and expand(p.base - whole) == 0 for p in tree.evaluated(f).atoms(Pow)):
        return spherical(variables)
    found = chart_for(relations(limits), variables, tree.evaluated(f), None)
    return found if found.name in ("cylindrical", "spherical") else None


@dataclass(frozen=True, slots=True)
class _Way:
    """The region as it is given, and its limits in another order or other coordinates, with the integrand."""

    given: Described
    choice: Choice
    integrand: Expr


def _other_way(problem: Problem, f: Expr, limits: Limits, disc: bool = False) -> _Way | None:
    """Another order in which the innermost integral is found, or polar coordinates; None where there is none."""
    own = problem.symbols
    home = {s: own[s.name] for e in (f, *(e for l in limits for e in l)) for s in e.free_symbols if own.get(s.name, s) != s}
    f, limits = tree.substitute(f, home), [tuple(tree.substitute(e, home) for e in l) for l in limits]
    found = {v for v, _, _ in limits}
    variables = tuple(v for v in problem.variables if v in found)
    variables = variables if len(variables) == len(found) else tuple(sorted(found, key=str))
    turned = polar(variables) if disc or (len(variables) == 2 and of_distance(f, variables)) else _turned(f, limits)
    for chart in (None,) if turned is None else (turned, None):
        try:
            given = as_given([limits], variables, f)
            choice, g = in_another_order(given, None, chart)
        except Unsupported:
            continue
        if obstacle(choice.described) is None:
            return _Way(given, choice, g)
    return None


def _taken(goal: Int, f: Expr, limits: Limits, way: _Way, facts: Mapping[str, object]) -> Levels:
    """Why the order is left, the region, its other limits, and the value."""
    told = {
        "v": goal.variable,
        "f": goal.expr,
        "proved": why_not(tree.evaluated(goal.expr), goal.variable),
        "long": long_antiderivative(tree.evaluated(goal.expr), goal.variable),
        "inner": goal.variable == limits[0][0],
        "round": way.choice.described.chart.name == "polar" and _is_round(f, limits),
        "disc": way.choice.described.chart.name == "polar" and _is_disc(f, limits),
        "coordinates": way.choice.described.chart.name,
    }
    yield Stage("blocked", goal, {**facts, **told}, solve=False, equals=goal, shown=UNSAID)
    yield given_limits(way.given)
    setup = yield from setting_up(way.choice, way.integrand, facts)
    value = yield from evaluated(setup.parts)
    before = nested(f, limits)
    if way.given.bounded and not before.free_symbols and value not in DIVERGENT:
        yield Stage("given_order", before, {"value": value}, solve=False, equals=value, optional=True)
    return value
