"""Differentiability where two formulas meet along a curve through the point.

Where both are smooth at the point and have its value there, each leaves the linear function with its own partial derivatives
by less and less against the distance. So they must have the same ones; and where they do, that one function serves on both
sides. Where they do not, a straight way that crosses the curve has another slope before it than behind it.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sympy import Abs, Add, Basic, Expr, Ge, Gt, Lt, Max, Min, Ne, Pow, S, Symbol
from sympy.core.relational import Relational

from tutor.deriving.two_pieces import conditions
from tutor.errors import Unsupported
from tutor.maths.limits.arithmetic import continuous
from tutor.maths.numbers import is_zero
from tutor.model import Answer, Problem, stated
from tutor.rule import Plan, Stage
from tutor.shown import UNSAID
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Lim, Name, Vector
from tutor.trees.heads.name import derivative_name

Slopes = Mapping[Symbol, Expr]


@dataclass(frozen=True, slots=True)
class Seam:
    """Two formulas and where each holds: the first where `beyond` is positive, the second where it is negative."""

    pieces: tuple[Expr, Expr]
    conditions: tuple[Basic, Basic]
    beyond: Expr


def seam(problem: Problem) -> Seam:
    """The seam of a function that is given in two pieces."""
    border = problem.given["border"]
    more, less = (border.lhs, border.rhs) if border.rel_op in (">", ">=") else (border.rhs, border.lhs)
    return Seam((problem.given["function"], problem.given["second"]), conditions(problem), tree.plain(more) - tree.plain(less))


def folded(problem: Problem) -> Seam | None:
    """The seam of a function with one absolute value, or one larger or smaller of two, that bends at the point; None without one."""
    f, point = tree.plain(problem.given["function"]), problem.given["point"]
    folds = [fold for fold in f.atoms(Abs, Max, Min) if _bends(fold, point)]
    if len(folds) != 1:
        return None
    (fold,) = folds
    if isinstance(fold, Abs):
        (inside,) = fold.args
        above, below, beyond = inside, -inside, inside
        where: tuple[Relational, Relational] = (Ge(inside, 0, evaluate=False), Lt(inside, 0, evaluate=False))
    else:
        one, two = sorted(fold.args, key=str)
        above, below = (one, two) if isinstance(fold, Max) else (two, one)
        where, beyond = (Ge(one, two, evaluate=False), Lt(one, two, evaluate=False)), one - two
    if not any(s.is_nonzero for s in _slopes(problem, beyond).values()):
        return None
    return Seam((f.subs(fold, above), f.subs(fold, below)), where, beyond)


def _bends(fold: Expr, point: Mapping[Symbol, Expr]) -> bool:
    if isinstance(fold, Abs):
        return bool(fold.args[0].subs(point).is_zero)
    return len(fold.args) == 2 and bool((fold.args[0] - fold.args[1]).subs(point).is_zero)


def alike(problem: Problem, seam: Seam) -> bool:
    """Whether both formulas are smooth at the point and have the same value and slopes there."""
    if not all(smooth(problem, f) for f in seam.pieces):
        return False
    one, two = seam.pieces
    pairs = [(f.subs(problem.given["point"]) for f in (tree.plain(one), tree.plain(two)))]
    pairs += [(_slopes(problem, f)[x] for f in seam.pieces) for x in problem.variables]
    return all(is_zero(a - b) is True for a, b in pairs)


def met(problem: Problem, seam: Seam, value: Expr) -> Plan:
    """The values of both formulas at the point, their partial derivatives there, and whether these are the same."""
    point, variables = problem.given["point"], problem.variables
    for f in seam.pieces:
        if not smooth(problem, f):
            raise Unsupported("cannot do this: one of the two formulas is not smooth at the point where they meet")
    values = []
    for f, where in zip(seam.pieces, seam.conditions, strict=True):
        values.append((yield Stage("piece_value", At(f, variables, point.values()), {"condition": (where,), "f": f})))
    if any(_apart(v, value) for v in values):
        _must_cross(problem, seam)
        other = next(v for v in values if _apart(v, value))
        yield _said("piece_jumps", {"other": other, "value": value}, _unequal(other, value))
        return Answer({"differentiable": False, "continuous": False})
    found: list[Slopes] = []
    for f, where in zip(seam.pieces, seam.conditions, strict=True):
        found.append((yield from _partials(problem, f, where)))
    first, second = found
    if not any(_apart(first[x], second[x]) for x in variables):
        linear = tangent(problem, value, first)
        yield Stage("one_plane", linear, {}, Name("L", "scalar", (), variables), kept=True)
        return Answer({"differentiable": True, "continuous": True, "partials": {f"{problem.letter}_{x}": first[x] for x in variables}})
    return (yield from _crossed(problem, seam, first, second))


def _partials(problem: Problem, f: Expr, where: Basic) -> Generator[Stage, Expr, Slopes]:
    point, out = problem.given["point"], {}
    for x in problem.variables:
        facts = {"x": x, "held": problem.held(x), "point": point, "condition": (where,), "first": x == problem.variables[0]}
        general = yield Stage("piece_partial", Diff(f, x, *problem.held(x)), facts)
        out[x] = general
        if general.has(*problem.variables):
            out[x] = yield Stage("piece_slope", At(general, point.keys(), point.values()), facts)
    return out


def _crossed(problem: Problem, seam: Seam, first: Slopes, second: Slopes) -> Plan:
    """A straight way across the curve whose slopes before it and behind it differ."""
    variables, steep = problem.variables, _slopes(problem, seam.beyond)
    ways = sorted((d for d in product((1, 0, -1), repeat=len(variables)) if any(d)), key=lambda d: sum(map(abs, d)))
    for way in ways:
        rise, one, two = (_along(s, way) for s in (steep, first, second))
        if rise.is_positive and _apart(one, two):
            break
    else:
        raise Unsupported("cannot do this: no straight way across the border was found on which the slopes of both formulas differ")
    axes = [x for x, c in zip(variables, way, strict=True) if c]
    axis = axes[0] if len(axes) == 1 else None
    facts = {
        "axis": axis,
        "way": Vector(way),
        "first": one,
        "second": two,
        "conditions": seam.conditions,
        "name": None if axis is None else derivative_name(problem.letter, (axis,), variables, problem.given["point"].values()),
    }
    yield _said("crossed", facts, _unequal(one, two), Gt(rise, 0, evaluate=False))
    partials: dict[str, Expr | None] = {}
    for x in variables:
        if x == axis:
            partials[f"{problem.letter}_{x}"] = None
            break
        if steep[x].is_nonzero and not _apart(first[x], second[x]):
            partials[f"{problem.letter}_{x}"] = first[x]
    return Answer({"differentiable": False, "continuous": True, **({"partials": partials} if axis is not None else {})})


def _along(slopes: Slopes, way: Sequence[int]) -> Expr:
    """The slope in a direction that is not of length 1, of a smooth function."""
    value: Expr = tree.evaluated(Add(*(c * tree.plain(s) for s, c in zip(slopes.values(), way, strict=True))))
    return value


def tangent(problem: Problem, value: Expr, slopes: Slopes) -> Expr:
    """The linear function with this value and these partial derivatives at the point."""
    terms = [tree.scaled(tree.plain(slopes[x]), tree.displacement(x, a)) for x, a in problem.given["point"].items() if slopes[x] != 0]
    return tree.summed(*([] if value.is_zero and terms else [value]), *terms)


def smooth(problem: Problem, f: Expr) -> bool:
    """Whether the formulas of the partial derivatives are seen to be continuous round the point, on all its sides."""
    plain, point = tree.plain(f), problem.given["point"]
    roots = (p.base for p in plain.atoms(Pow) if p.exp.is_Rational and p.exp.q % 2 == 0)
    if any(base.subs(point).is_zero is not False and not base.is_nonnegative for base in roots):
        return False  # (x - y)^(3/2) is there on one side only
    slopes = (plain.diff(x) for x in problem.variables)
    return all(continuous(d, Lim(d, problem.variables, problem.given["point"].values())) for d in slopes)


def _slopes(problem: Problem, f: Expr) -> Slopes:
    return {x: tree.evaluated(tree.plain(f).diff(x).subs(problem.given["point"])) for x in problem.variables}


def _must_cross(problem: Problem, seam: Seam) -> None:
    """`Unsupported` where it is not seen that both formulas hold arbitrarily close to the point."""
    if not any(s.is_nonzero for s in _slopes(problem, seam.beyond).values()):
        raise Unsupported("cannot do this: it is not seen that both pieces come to the point")


def _said(words: str, facts: Mapping[str, Any], *claims: Basic) -> Stage:
    """A conclusion in words."""
    return Stage(words, S.Zero, facts, claims=tuple(map(stated, claims)), solve=False, equals=S.Zero, shown=UNSAID)


def _unequal(a: Expr, b: Expr) -> Ne:
    return Ne(tree.total(a, tree.negative(b)), 0, evaluate=False)


def _apart(a: Expr, b: Expr) -> bool:
    """`Unsupported` where it is not decided."""
    zero = is_zero(tree.plain(a) - tree.plain(b))
    if zero is None:
        raise Unsupported("cannot do this: it is not decided whether both formulas agree at the point")
    return not zero
