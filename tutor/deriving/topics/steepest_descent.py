"""Steepest descent: on each ray down the gradient the lowest point, found exactly, so that steps after each other are perpendicular."""

from __future__ import annotations

from collections.abc import Generator
from itertools import pairwise
from typing import Any

from sympy import Expr, Integer, Lt, Poly, Rational, Symbol

from tutor.maths.iteration.numbers import CARRIED, agrees, constant
from tutor.maths.iteration.quadratic import Quadratic, quadratic
from tutor.maths.iteration.rays import Steepest, along
from tutor.maths.iteration.spectrum import surd, written
from tutor.maths.iteration.staged import compared
from tutor.maths.iteration.told import (
    Presented,
    beside,
    bundle,
    decline,
    ending,
    kept_rows,
    letter,
    place,
    point_name,
    presented,
    put_in,
    rows,
    stopped,
)
from tutor.model import Answer, Claim, Problem, stated
from tutor.printing.figures.path import PathMap
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import Table
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Dot, Name, Vector
from tutor.trees.heads.name import derivative_name

MOST_STEPS = 60
Told = Generator[Stage, Expr, None]


def plan(problem: Problem) -> Plan:
    """The gradient, one ray in full, the table of all steps, the right angles, and how fast it goes."""
    f, variables, of = problem.given["function"], problem.variables, problem.letter
    constant(f.subs(dict.fromkeys(variables, 1)), "the function")
    if len(variables) == 1:
        slope = yield Stage("gradient", Diff(f, variables[0]), {}, derivative_name(of, variables, variables))
        slopes: tuple[Any, ...] = (slope,)
    else:
        slopes = (yield Stage("gradient", Vector(*(Diff(f, v, *problem.held(v)) for v in variables)), {}, Name(of, "∇"))).args
    setting = Steepest(f, variables, slopes, tuple(constant(problem.given["start"][v], "the start") for v in variables))
    walk = setting.walk(problem.given["steps"])
    seen = presented(walk, problem.origin.decimals)
    if len(walk.states) > 1 or walk.ended == "unbounded":
        yield from _first(problem, setting, seen)
    yield _table(problem, setting, seen)
    if len(walk.states) > 2 and len(variables) > 1:
        yield _angles(problem, setting, seen)
    bowl = quadratic(f, variables)
    n = len(variables)
    points, lengths = seen.all(slice(0, n)), tuple(seen.values(k, slice(n, None))[0] for k in range(1, len(walk.states)))
    yield _speed(problem, setting, seen, bowl, points)
    return Answer({"iterates": points, "step_lengths": lengths, **stopped(walk)}, ending(problem, walk, points))


def _decimals(problem: Problem) -> bool:
    return problem.origin.decimals


def _first(problem: Problem, setting: Steepest, seen: Presented) -> Told:
    """The first ray: the function along it, its lowest point, and the point there."""
    n, (start, *later) = len(setting.variables), seen.walk.states
    point, decimals = start.values[:n], _decimals(problem)
    slopes = setting.slopes(point, CARRIED)
    at = bundle([beside(v, sure, decimals) for v, sure in slopes])
    claims = tuple(agrees(g, v, sure) for g, (v, sure) in zip(setting.sought(point), slopes, strict=True))
    here, t = point_name(problem, 0), parameter(problem)
    name = Name(problem.letter, "∇", (), (here,)) if n > 1 else Name(problem.letter, "′", setting.variables, (here,))
    yield compared("slope_there", at, {}, equals=at, claims=claims, terms=(name, *put_in(setting.gradient, setting.variables, point), at))
    ray = [on_ray(x, g, t) for x, (g, _) in zip(point, slopes, strict=True)]
    poly = along(setting.function, setting.variables, point, [-g for g, _ in slopes], t)
    called = "g" if problem.letter != "g" and "g" not in problem.symbols else "h"
    phi = Name(called, "scalar", (), (t,))
    whole = by_powers(poly, t)
    sharp = all(sure for _, sure in slopes)
    facts: dict[str, object] = {"t": t, "ray": place(ray) if n > 1 else ray[0]}
    goal = At(setting.function, setting.variables, ray)
    put = tree.substitute(setting.function, dict(zip(setting.variables, ray, strict=True)))
    yield compared("ray", goal, facts, equals=whole, terms=(phi, put, whole))
    slope = by_powers(poly.diff(t), t)
    derivative = Name(called, "′", (t,), (t,))
    rate = Claim(Diff(whole, t), slope)
    turns = sum(1 for root, _ in poly.diff(t).real_roots(multiple=False) if root.is_positive)
    if not later:
        falls = turns == 0  # a fall that pauses is left unsaid
        facts = {"t": t, "length": None, "constant": poly.degree() == 1}
        if falls:
            yield compared("lowest", Diff(whole, t), facts, equals=slope, claims=(rate,), terms=(derivative, slope))
        return
    after, length = later[0], seen.values(1, slice(n, None))[0]
    bend = slope.diff(t) if poly.degree() == 2 else None  # of a parabola along the ray
    facts = {"t": t, "length": length, "exact": sharp and after.exact, "bend": bend, "single": turns == 1}
    zero = agrees(At(Diff(goal, t), (t,), (after.values[n],)), Integer(0), after.exact, (max(abs(c) for c in poly.all_coeffs()),))
    yield compared("lowest", Diff(whole, t), facts, equals=slope, claims=(rate, zero), terms=(derivative, slope))
    made = bundle(seen.values(1, slice(0, n)))
    line = tree.total(bundle(seen.values(0, slice(0, n))), tree.negative(tree.product(length, at)))
    yield compared("first", made, {"length": length}, equals=made, terms=(point_name(problem, 1), line, made))


def on_ray(x: Rational, slope: Rational, t: Symbol) -> Expr:
    """A coordinate of the ray against the gradient."""
    if slope == 0:
        return x
    way = tree.negative(tree.product(slope, t))
    return tree.total(x, way) if x != 0 else way


def by_powers(poly: Poly, t: Symbol) -> Expr:
    """A polynomial by falling powers."""
    terms = [tree.scaled(c, tree.power(t, k) if k > 1 else t) if k else c for (k,), c in poly.terms() if c != 0]
    return tree.total(*terms)


def parameter(problem: Problem) -> Symbol:
    """The letter of how far one has gone on a ray."""
    name = next(c for c in ("t", "s", "u", "tau") if c not in problem.symbols)
    return Symbol(name, real=True)


def _table(problem: Problem, setting: Steepest, seen: Presented) -> Stage:
    """Every step with the value, the gradient and the length of the step that is taken next."""
    walk, n, decimals = seen.walk, len(setting.variables), _decimals(problem)
    claims = list(setting.claims(walk))
    for k in kept_rows(len(walk.states)):
        point = walk.states[k].values[:n]
        value, sure = setting.height(point, CARRIED)
        claims.append(agrees(At(setting.function, setting.variables, point), value, sure and walk.states[k].exact))

    def row(k: int) -> tuple[object, ...]:
        state, known = walk.states[k], k < seen.readable
        value, sure = setting.height(state.values[:n], CARRIED)
        slopes = setting.slopes(state.values[:n], CARRIED)
        taken = seen.values(k + 1, slice(n, None))[0] if k + 1 < len(walk.states) else ""
        return (
            Integer(k),
            place(seen.values(k, slice(0, n))),
            beside(value, sure and state.exact and known, decimals),
            bundle([beside(v, s and state.exact and known, decimals) for v, s in slopes]),
            taken,
        )

    last = bundle(seen.values(len(walk.states) - 1, slice(0, n)))
    made = Table(rows(len(walk.states), row))
    facts = {
        "count": len(walk.states) - 1,
        "ended": walk.ended,
        **seen.rounding(made.rows),
        "of": Symbol(problem.letter),
        "t": parameter(problem),
    }
    falling = decline(problem, (setting.slopes(s.values[:n], CARRIED) for s in walk.states))
    return compared("walk", last, facts, equals=last, claims=tuple(claims), table=made, line=False, map=falling)


def _angles(problem: Problem, setting: Steepest, seen: Presented) -> Stage:
    """Two steps after each other are perpendicular: the reason, and the numbers of the first two."""
    walk, n, decimals = seen.walk, len(setting.variables), _decimals(problem)
    first, second = walk.states[0], walk.states[1]
    at = [
        Vector(*(beside(v, sure and s.exact and k < seen.readable, decimals) for v, sure in setting.slopes(s.values[:n], CARRIED)))
        for k, s in enumerate((first, second))
    ]
    claim = setting.perpendicular(setting.sought(first.values[:n]), setting.sought(second.values[:n]), first, second)
    names = [Name(problem.letter, "∇", (), (point_name(problem, k),)) for k in (0, 1)]
    facts = {"count": len(walk.states) - 1}
    every = tuple(setting.perpendicular(setting.sought(a.values[:n]), setting.sought(b.values[:n]), a, b) for a, b in pairwise(walk.states))
    return compared("angles", claim.left, facts, equals=claim.right, claims=every, terms=(Dot(*names), Dot(*at), Integer(0)))


def _speed(problem: Problem, setting: Steepest, seen: Presented, bowl: Quadratic | None, points: tuple[tuple[Expr, ...], ...]) -> Stage:
    """How the values fall; on a bowl how slow it can be, by the condition number."""
    walk, n = seen.walk, len(setting.variables)
    heights = [setting.height(s.values[:n], CARRIED) for s in walk.states]
    decimals = _decimals(problem)
    claims: list[Claim] = []
    for (a, _), (b, _) in pairwise(heights):
        if a != b:
            claims.append(stated(Lt(b - a, 0, evaluate=False)))
    definite = bowl is not None and bowl.definite
    facts: dict[str, object] = {
        "count": len(walk.states) - 1,
        "ended": walk.ended,
        "first": beside(*heights[0], decimals),
        "final": beside(*heights[-1], decimals),
        "definite": definite,
    }
    if bowl is not None and definite and n > 1:
        least, most = bowl.spectrum.least, bowl.spectrum.most
        condition = surd(most / least)
        bound = surd(((condition - 1) / (condition + 1)) ** 2)
        facts |= {"least": written(least), "most": written(most), "condition": written(condition), "bound": written(bound)}
        claims += [bowl.spectrum.claim, Claim(tree.product(condition, least), most)]
    goal = bundle(points[-1])
    return compared(
        "speed",
        goal,
        facts,
        equals=goal,
        claims=tuple(claims),
        line=False,
        map=PathMap(
            setting.function, problem.letter, setting.variables, points, letter(problem), bowl.centre if bowl and definite else None
        ),
    )


def _facts(problem: Problem) -> dict[str, object]:
    p, k = letter(problem), Symbol("k", integer=True)
    return {"now": Name(p, "", (k,)), "plural": len(problem.variables) > 1, "letter": Symbol(problem.letter)}


TOPIC = Topic(
    "Steepest descent",
    (Field("function", "function"), Field("start", "point"), Field("steps", "count", most=MOST_STEPS)),
    plan,
    ("iterates", "step_lengths"),
    facts=_facts,
    decimals=True,
)
