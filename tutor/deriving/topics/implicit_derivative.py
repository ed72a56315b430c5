"""Implicit differentiation: -F_x/F_y from the equation F = 0, and the same by differentiating the equation term by term."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

from sympy import Add, Basic, Eq, Expr, Function, Mul, Ne, S, Symbol, factor, fraction, reduced, together

from tutor.deriving.topics.tangent_plane import one_side, vanishes
from tutor.errors import Unsupported
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.maths.solving.tree import Solved
from tutor.model import Answer, Problem
from tutor.printing.figures.flat import FlatMap
from tutor.printing.figures.wording import equation
from tutor.printing.notation.text import text
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID, Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Equation, Name, Slot, Solutions, System

At_ = Mapping[Symbol, Expr]
MOST_LETTERS = 4  # of an equation whose second derivative is shortened with it: each order of them is tried


def plan(problem: Problem) -> Plan:
    """F, its partial derivatives, the quotient; the second derivative, the point and the tangents where they are asked."""
    given: Eq = problem.given["equation"]
    y, x = problem.given["dependent"], problem.given["with_respect_to"]
    if x == y:
        raise Unsupported(f"cannot do this: {y} cannot be differentiated with respect to itself")
    letter = "F" if "F" not in problem.symbols else "G"
    point = problem.given.get("point", {})
    function = one_side(given)
    yield Stage("level", function, {"letter": letter}, Name(letter, "scalar", (), problem.variables), kept=True)
    if point:
        there = Name(letter, "scalar", (), point.values())
        residual = yield Stage("on_curve", At(function, point.keys(), point.values()), {}, there)
        if not vanishes(residual):
            there_is = ", ".join(text(a) for a in point.values())
            difference = f"the two sides differ by {text(residual)}"
            raise Unsupported(f"cannot do this: the point ({there_is}) does not satisfy the equation; {difference}")
    slopes: list[Expr] = []
    for v in (x, y):
        goal = Diff(function, v, *problem.held(v))
        slopes.append((yield Stage("partial", goal, {"v": v, "held": problem.held(v)}, Name(letter, "", (v,)))))
    over, under = slopes
    if vanishes(under):
        raise Unsupported(f"cannot do this: {y} does not occur in the equation in a way that would make it a function of {x}")
    names = [Name(letter, "", (v,)) for v in (x, y)]
    if point:
        there = Name(letter, "", (y,), point.values())
        below = yield Stage("denominator", At(under, point.keys(), point.values()), {"name": names[1]}, there)
        if vanishes(below):
            raise Unsupported(
                f"cannot do this: {letter}_{y} is 0 at the point, so the equation need not define {y} as a function of {x} near it"
            )
    sign = "∂" if len(problem.variables) > 2 else "d"
    name = Name("", sign, (y, x))
    facts = {"below": names[1], "x": x, "y": y}
    shown = Shown(law=tree.negative(tree.quotient(*names)))
    nonzero = (Ne(tree.evaluated(under), 0, evaluate=False),)
    found = general = yield Stage("quotient", tree.negative(tree.quotient(over, under)), facts, name, conditions=nonzero, shown=shown)
    order = problem.given.get("order", 1)
    if order > 2:
        raise Unsupported("cannot do this: implicit derivatives beyond the second")
    if order == 2 and point:
        found = yield from _second_there(problem, letter, (over, under), general, below)
    elif order == 2:
        name = Name("", sign, (y, x, x))
        goal = tree.total(Diff(general, x, *problem.held(x)), tree.product(Diff(general, y, *problem.held(y)), general))
        found = yield Stage("second", goal, {"x": x, "y": y, "first": Name("", sign, (y, x))}, name, conditions=nonzero)
        shorter = by_equation(found, tree.plain(function))
        if shorter is not None:
            whole = tree.total(shorter.remainder, tree.product(shorter.factor, function))
            numerator = yield Stage("numerator", shorter.numerator, shown=UNSAID)
            yield Stage("rewritten", numerator, solve=False, equals=whole)
            short = tree.quotient(shorter.remainder, shorter.denominator)
            found = yield Stage("shorter", short, {"of": shorter.remainder}, name, conditions=nonzero)
    elif point:
        values = {"first": Name("", sign, (y, x))}
        found = yield Stage("evaluate", At(found, point.keys(), point.values()), values, name)
    fields: dict[str, Any] = {"expression": found}
    if problem.given.get("tangents"):
        fields |= yield from tangents(problem, general)
        points = [fields.get(f"{which}_points") or () for which in ("horizontal", "vertical")]
        if len(problem.variables) == 2 and any(points):
            yield _picture(x, y, given, function, *points)
    yield from termwise(problem, over, under, general)
    return Answer(fields)


def _second_there(problem: Problem, letter: str, slopes: tuple[Expr, Expr], general: Expr, below: Expr) -> Generator[Stage, Expr, Expr]:
    """The second derivative at the point: F_x + F_y y' = 0 differentiated once more along the curve, with numbers for everything."""
    y, x = problem.given["dependent"], problem.given["with_respect_to"]
    point = problem.given["point"]
    sign = "∂" if len(problem.variables) > 2 else "d"
    once, twice = Name("", sign, (y, x)), Name("", sign, (y, x, x))

    def there(name: Expr) -> Expr:
        return At(name, point.keys(), point.values())

    slope = yield Stage("slope_there", there(general), {"first": once}, there(once))
    numbers: list[Expr] = []
    for first, second, partial in ((x, x, slopes[0]), (x, y, slopes[0]), (y, y, slopes[1])):
        name = Name(letter, "", (first, second))
        found = yield Stage("second_partial", Diff(partial, second, *problem.held(second)), {"name": name}, name)
        value = found
        if found.free_symbols:
            value = yield Stage("second_number", there(found), {}, Name(letter, "", (first, second), point.values()))
        numbers.append(value)
    names = [Name(letter, "", pair) for pair in ((x, x), (x, y), (y, y))]
    law = tree.negative(tree.quotient(_twice(names, once), Name(letter, "", (y,))))
    goal = tree.negative(tree.quotient(_twice(numbers, slope), below))
    facts = {
        "first": once,
        "below": Name(letter, "", (y,)),
        "x": x,
        "y": y,
        "gradient": [Name(letter, "", (v,)) for v in (x, y)],
    }
    value = yield Stage("second_there", goal, facts, there(twice), shown=Shown(law=law))
    whole = tree.total(Diff(general, x, *problem.held(x)), tree.product(Diff(general, y, *problem.held(y)), general))
    yield Stage("second_again", there(whole), {"first": once, "x": x, "y": y}, there(twice), check=True, equals=value, solve=False)
    return value


def _twice(second: Sequence[Expr], slope: Expr) -> Expr:
    """F_xx + 2 F_xy y' + F_yy y'^2."""
    a, b, c = second
    return tree.total(a, tree.product(S(2), b, slope), tree.product(c, tree.power(slope, 2)))


@dataclass(frozen=True, slots=True)
class Shorter:
    """A fraction n/d with n = r + q F, which is r/d where F is 0."""

    numerator: Expr
    denominator: Expr
    remainder: Expr
    factor: Expr


def by_equation(found: Expr, function: Expr) -> Shorter | None:
    """The value written with less ink by means of the equation `function` = 0; None where that does not help, or neither is rational."""
    numerator, denominator = fraction(together(tree.plain(found)))
    letters = sorted(function.free_symbols | numerator.free_symbols, key=str)
    if len(letters) > MOST_LETTERS or not (function.is_polynomial(*letters) and numerator.is_polynomial(*letters)):
        return None
    best = Shorter(factor(numerator), denominator, factor(numerator), S.Zero)
    for order in permutations(letters):
        (multiple,), remainder = reduced(numerator, [function], *order, order="lex")
        if factor(remainder).count_ops() < best.remainder.count_ops():
            best = replace(best, remainder=factor(remainder), factor=factor(multiple))
    return best if best.factor else None


def tangents(problem: Problem, slope: Expr) -> Generator[Stage, Expr, dict[str, Any]]:
    """Where the tangent is horizontal and where vertical: equations that hold beside the problem's own (None for nowhere), and points.

    The points are left out where the system is beyond the solver, or it is not proved that they are all.
    """
    out: dict[str, Any] = {}
    over, under = fraction(together(tree.plain(slope)))
    for which, whole, other in (("horizontal", over, under), ("vertical", under, over)):
        part = Mul(*(f for f in Mul.make_args(whole) if not f.is_nonzero))  # e^y is never 0
        if not part.free_symbols:
            out[which] = None
            continue
        number, rest = part.primitive()
        terms = Add.make_args(rest.expand() if rest.is_polynomial() else rest)
        left = Add(*(t for t in terms if not t.could_extract_minus_sign()))
        right = Add(*(-t for t in terms if t.could_extract_minus_sign()))
        found = Equation(right, left, -number) if left == 0 else Equation(left, right, number)
        out[which] = yield Stage(which, Equation(part, S.Zero), {}, equals=found, check=True)
        solved = _points(problem, found, other)
        if solved is not None:
            yield system_stage(f"{which}_points", solved, {})
            out[f"{which}_points"] = tuple(root.at for root in solved.roots)
    return out


def _picture(x: Symbol, y: Symbol, given: Eq, function: Expr, level: Sequence[At_], upright: Sequence[At_]) -> Stage:
    """The curve with these tangents, for the page to show where it can."""
    horizontal, vertical = (tuple((at[x], at[y]) for at in points) for points in (level, upright))
    shown = FlatMap(function, equation(given.lhs, given.rhs), (x, y), horizontal, vertical)
    goal = Solutions(*horizontal, *vertical)
    return Stage("picture", goal, {}, solve=False, equals=goal, shown=Shown(line=False, map=shown))


def _points(problem: Problem, found: Equation, other: Expr) -> Solved | None:
    """The points of the curve where one part of the slope is 0 and the other is not; None where they are not known to be all."""
    given: Eq = problem.given["equation"]
    if given.free_symbols != set(problem.variables):
        return None
    conditions = () if other.is_nonzero else (Ne(other, 0, evaluate=False),)
    try:
        solved = solve_system(System((Equation(*given.args), found), problem.variables, conditions))
    except Unsupported:
        return None
    return solved if solved.complete and not any(root.parameters for root in solved.roots) else None


def termwise(problem: Problem, over: Expr, under: Expr, slope: Expr) -> Generator[Stage, Expr, None]:
    """The check by the other way: every term is differentiated with y = y(x), and the equation is solved for y'.

    What stands with y' is F_y, and what stands without it F_x: the claim of the stage is that it is so.
    """
    given: Eq = problem.given["equation"]
    y, x = problem.given["dependent"], problem.given["with_respect_to"]
    free = problem.held(y)
    several = len(free) > 1
    applied = Function(y.name, real=True)(*free)
    prime = Symbol(f"{y.name}_{x.name}" if several else f"{y.name}'", real=True)
    slot = Slot(applied, (free.index(x),), free)
    sides = (Diff(tree.substitute(side, {y: applied}), x, *(v for v in free if v != x)) for side in given.args)
    facts = {"x": x, "y": y, "applied": applied, "prime": prime, "held": tuple(v for v in free if v != x)}
    nonzero = (Ne(tree.evaluated(under), 0, evaluate=False),)
    both = yield Stage("termwise", Equation(*sides), facts, final=False, shown=Shown(sides="before"))
    plainly = _named(both, {slot: prime, applied: y}, prime)
    equation = Equation(tree.scaled(under, prime), _opposite(over))
    yield Stage("gathered", plainly, facts, equals=equation, check=True, shown=Shown(sides="both"))
    yield Stage("solved", tree.quotient(_opposite(over), under), facts, prime, check=True, equals=slope, conditions=nonzero)


def _named(expr: Basic, names: Mapping[Basic, Basic], last: Symbol) -> Basic:
    """The tree with y for y(x) and y' for its derivative, as one writes them when working by hand; y' ends its product."""
    if expr in names or not expr.args:
        return names.get(expr, expr)
    made = tree.rebuild(expr, tuple(_named(a, names, last) for a in expr.args))
    if isinstance(made, Slot):  # f_y once y stands in its place again, not f_2
        letters = (a if isinstance(a, Symbol) else n for a, n in zip(made.applied.args, made.names, strict=True))
        return Slot(made.applied, made.slots, letters)
    if isinstance(made, Mul) and last in made.args[:-1]:
        return tree.product(*(f for f in made.args if f != last), last)
    return made


def _opposite(expr: Expr) -> Expr:
    """-F as a sum of its terms with the signs changed, one that is now positive in front."""
    changed = sorted((tree.negative(t) for t in tree.terms(expr)), key=lambda t: bool(t.could_extract_minus_sign()))
    return tree.total(*changed)


TOPIC = Topic(
    "Implicit derivative",
    (
        Field("equation", "equation"),
        Field("dependent", "name"),
        Field("with_respect_to", "name"),
        Field("point", "point", required=False),
        Field("order", "count", required=False),
        Field("tangents", "flag", required=False),
    ),
    plan,
    ("expression", "horizontal", "vertical"),
)
