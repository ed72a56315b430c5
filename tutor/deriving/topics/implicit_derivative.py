"""Implicit differentiation: -F_x/F_y from the equation F = 0, and the same by differentiating the equation term by term."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

from sympy import Add, Basic, Eq, Expr, Function, Mul, Ne, Poly, S, Symbol, factor, fraction, reduced, simplify, together

from tutor.deriving.arrange import arranger
from tutor.deriving.implicitly import Implicit, quotients, rate
from tutor.errors import Unsupported
from tutor.maths.chain.orders import orders
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.stage import system_stage
from tutor.maths.solving.tree import Solved
from tutor.model import Answer, Claim, Problem
from tutor.printing.figures.flat import FlatMap
from tutor.printing.figures.wording import equation
from tutor.rule import RATE, Expected, Field, Plan, Stage, Topic
from tutor.shown import PLAIN, UNSAID, Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Equation, Name, Slot, Solutions, System

At_ = Mapping[Symbol, Expr]
Order = tuple[Symbol, ...]
HIGHEST = 2  # order of a derivative
MOST_LETTERS = 4  # of an equation whose second derivative is shortened with it: each order of them is tried


def plan(problem: Problem) -> Plan:
    """F, its partial derivatives, the quotients; a second derivative, the point and the tangents where they are asked."""
    given: Eq = problem.given["equation"]
    y = problem.given["dependent"]
    asked = orders(problem.given["with_respect_to"], problem.given.get("order"))
    _must_be_possible(problem, asked)
    point = problem.given.get("point", {})
    free = tuple(dict.fromkeys(x for order in asked for x in order))
    whole = yield from quotients(problem, free)
    general = whole.general
    found: dict[Order, Expr] = {order: general[order[0]] for order in asked}
    for order in asked:
        if len(order) == 2 and point:
            found[order] = yield from _second_there(problem, order, whole)
        elif len(order) == 2:
            found[order] = yield from _second(problem, order, whole)
        elif point:
            goal = At(found[order], point.keys(), point.values())
            found[order] = yield Stage("evaluate", goal, {"first": order == asked[0]}, rate(problem, *order))
    fields: dict[str, Any] = {"expressions": {order[0].name: e for order, e in found.items()}} if len(asked) > 1 else {}
    fields = fields or {"expression": found[asked[0]]}
    if problem.given.get("tangents"):
        fields |= yield from tangents(problem, general[free[0]])
        points = [fields.get(f"{which}_points") or () for which in ("horizontal", "vertical", "both")]
        if len(problem.variables) == 2 and any(points[:2]):
            yield _picture(free[0], y, given, whole.function, *points)
    for x in free:
        yield from termwise(problem, x, whole.slopes[x], whole.slopes[y], general[x])
    return Answer(fields, {"provided": None if point else _nonzero(problem, whole.slopes[y])})


def _nonzero(problem: Problem, slope: Expr) -> Basic:
    """That a denominator is not 0, without a number or sign before it."""
    _, rest = _unsigned(tree.evaluated(slope))
    return Ne(arranger(problem)(rest), 0, evaluate=False)


def _must_be_possible(problem: Problem, asked: tuple[Order, ...]) -> None:
    """`Unsupported` for what is no derivative, or one that is not found here."""
    y = problem.given["dependent"]
    if any(y in order for order in asked):
        raise Unsupported(f"cannot do this: {y} cannot be differentiated with respect to itself")
    if len(asked[0]) > HIGHEST:
        raise Unsupported("cannot do this: implicit derivatives beyond the second")
    if problem.given.get("tangents") and len(set(problem.given["with_respect_to"])) > 1:
        raise Unsupported("cannot do this: tangents of a curve are asked with one letter to differentiate with respect to")


def _once_more(problem: Problem, order: Order, general: Mapping[Symbol, Expr]) -> Expr:
    """The first derivative differentiated along the curve or surface, where the dependent letter changes too."""
    (x, t), y = order, problem.given["dependent"]
    return tree.total(Diff(general[x], t, *problem.held(t)), tree.product(Diff(general[x], y, *problem.held(y)), general[t]))


def _second(problem: Problem, order: Order, about: Implicit) -> Generator[Stage, Expr, Expr]:
    """The second derivative as a formula, written shorter by means of the equation where that helps."""
    (x, t), y, name = order, problem.given["dependent"], rate(problem, *order)
    facts = {"x": t, "y": y, "first": rate(problem, x), "factor": rate(problem, t)}
    found = yield Stage("second", _once_more(problem, order, about.general), facts, name, conditions=about.nonzero)
    shorter = by_equation(found, tree.plain(about.function))
    if shorter is None or (shorter.remainder / shorter.denominator).count_ops() >= tree.plain(found).count_ops():
        return found
    whole = tree.total(shorter.remainder, tree.product(shorter.factor, about.function))
    numerator = yield Stage("numerator", shorter.numerator, shown=UNSAID)
    yield Stage("rewritten", numerator, solve=False, equals=whole)
    short = tree.quotient(shorter.remainder, shorter.denominator)
    return (yield Stage("shorter", short, {"of": shorter.remainder}, name, conditions=about.nonzero))


def _second_there(problem: Problem, order: Order, about: Implicit) -> Generator[Stage, Expr, Expr]:
    """The second derivative at the point: F_x + F_y y' = 0 differentiated once more along the curve, with numbers for everything."""
    (x, t), y, point = order, problem.given["dependent"], problem.given["point"]

    def there(name: Expr) -> Expr:
        return At(name, point.keys(), point.values())

    numbers: dict[Symbol, Expr] = {}
    for v in dict.fromkeys(order):
        numbers[v] = yield Stage("slope_there", there(about.general[v]), {"first": v == x}, there(rate(problem, v)))
    second: dict[Order, Expr] = {}
    for one, other in dict.fromkeys(((x, t), (x, y), (t, y), (y, y))):
        name = Name(about.letter, "", (one, other))
        found = yield Stage("second_partial", Diff(about.slopes[one], other, *problem.held(other)), {"name": name}, name)
        if found.free_symbols:
            found = yield Stage("second_number", there(found), {}, Name(about.letter, "", (one, other), point.values()))
        second[one, other] = found
    names = {pair: Name(about.letter, "", pair) for pair in second}
    rates = {v: rate(problem, v) for v in order}
    law = tree.negative(tree.quotient(_twice(order, y, names, rates), Name(about.letter, "", (y,))))
    goal = tree.negative(tree.quotient(_twice(order, y, second, numbers), about.below))
    facts = {
        "first": rate(problem, x),
        "factor": rate(problem, t),
        "below": Name(about.letter, "", (y,)),
        "x": t,
        "y": y,
        "gradient": [Name(about.letter, "", (v,)) for v in (x, y)],
    }
    name = there(rate(problem, *order))
    value = yield Stage("second_there", goal, facts, name, shown=Shown(law=law))
    whole = there(_once_more(problem, order, about.general))
    facts = {"first": rate(problem, x), "x": t, "y": y}
    shown = Shown(terms=(name, value)) if len(point) > 2 else PLAIN  # too long beside the letters that are held
    yield Stage("second_again", whole, facts, name, check=True, equals=value, solve=False, shown=shown)
    return value


def _twice(order: Order, y: Symbol, second: Mapping[Order, Expr], first: Mapping[Symbol, Expr]) -> Expr:
    """F_xt + F_xy y_t + F_ty y_x + F_yy y_x y_t; for t = x that is F_xx + 2 F_xy y' + F_yy y'^2."""
    x, t = order
    if x == t:
        middle: tuple[Expr, ...] = (tree.product(S(2), second[x, y], first[x]),)
        last: tuple[Expr, ...] = (tree.power(first[x], 2),)
    else:
        middle = tree.product(second[x, y], first[t]), tree.product(second[t, y], first[x])
        last = first[x], first[t]
    return tree.total(second[x, t], *middle, tree.product(second[y, y], *last))


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
    if numerator.is_zero or len(letters) > MOST_LETTERS or not (function.is_polynomial(*letters) and numerator.is_polynomial(*letters)):
        return None
    left: dict[Expr, Expr] = {}
    leading: dict[Expr, tuple[Expr, ...]] = {}
    for order in permutations(letters):
        leading.setdefault(Poly(function, *order).LM().as_expr(*order), order)
    for order in leading.values():  # what is left depends on nothing else of the order
        (multiple,), remainder = reduced(numerator, [function], *order, order="lex")
        if multiple != 0:
            left.setdefault(remainder, multiple)
    if not left:
        return None
    whole = factor(numerator)
    best = Shorter(whole, denominator, whole, S.Zero)
    for remainder, multiple in left.items():
        shorter = factor(remainder)
        if shorter.count_ops() < best.remainder.count_ops():
            best = replace(best, remainder=shorter, factor=factor(multiple))
    return best if best.factor else None


def tangents(problem: Problem, slope: Expr) -> Generator[Stage, Expr, dict[str, object]]:
    """Where the tangent is horizontal and where vertical: equations that hold beside the problem's own (None for nowhere), and points.

    The points are left out where the system is beyond the solver, or it is not proved that they are all. Of the points where
    numerator and denominator are both 0, where the slope says nothing, those that were found are named.
    """
    out: dict[str, Any] = {}
    over, under = fraction(together(tree.plain(slope)))
    parts: list[Equation] = []
    for which, whole, other in (("horizontal", over, under), ("vertical", under, over)):
        part = Mul(*(f for f in Mul.make_args(whole) if not f.is_nonzero))  # e^y is never 0
        if not part.free_symbols:
            out[which] = None
            continue
        number, rest = _unsigned(part)
        said = arranger(problem)(_apart(rest, number))
        parts.append(said)
        same = Claim(part, tree.product(said.divided_by, tree.total(said.left, tree.negative(said.right))))
        out[which] = yield Stage(which, said, {}, kept=True, claims=(same,))
        apart = arranger(problem)(_unsigned(other)[1])
        solved = _points(problem, parts[-1:], () if other.is_nonzero else (Ne(apart, 0, evaluate=False),))
        if solved is not None:
            there = () if other.is_nonzero else tuple(simplify(tree.plain(apart).xreplace(root.at)) for root in solved.roots)
            tested = tuple(Claim(At(apart, root.at.keys(), root.at.values()), v) for root, v in zip(solved.roots, there, strict=False))
            yield replace(system_stage(f"{which}_points", solved, {"apart": apart, "there": there}), claims=tested)
            out[f"{which}_points"] = tuple(root.at for root in solved.roots)
    both = _points(problem, parts, ()) if len(parts) == 2 else None
    if both is not None and both.roots:
        yield system_stage("both_points", both, {})
        out["both_points"] = tuple(root.at for root in both.roots)
    return out


def _unsigned(part: Expr) -> tuple[Expr, Expr]:
    """A number before an expression and the rest, which does not start with a minus."""
    number, rest = part.primitive()
    return (-number, -rest) if all(t.could_extract_minus_sign() for t in Add.make_args(rest)) else (number, rest)


def _apart(rest: Expr, number: Expr) -> Equation:
    """That it is 0: a product stays one, the terms of a sum go to the side where they are positive."""
    if sum(isinstance(f, Add) or f.is_Symbol for f in Mul.make_args(rest)) > 1:
        return Equation(rest, S.Zero, number)
    terms = Add.make_args(rest.expand() if rest.is_polynomial() else rest)
    left = Add(*(t for t in terms if not t.could_extract_minus_sign()))
    right = Add(*(-t for t in terms if t.could_extract_minus_sign()))
    return Equation(right, left, -number) if left == 0 else Equation(left, right, number)


def _picture(x: Symbol, y: Symbol, given: Eq, function: Expr, *found: Sequence[At_]) -> Stage:
    """The curve with its tangents at the first two kinds of points, for the page to show where it can; of the third kind none is known."""
    horizontal, vertical, silent = (tuple((at[x], at[y]) for at in points) for points in found)
    shown = FlatMap(function, equation(given.lhs, given.rhs), (x, y), horizontal, vertical, silent)
    goal = Solutions(*horizontal, *vertical)
    return Stage("picture", goal, {}, solve=False, equals=goal, shown=Shown(line=False, map=shown))


def _points(problem: Problem, found: Sequence[Equation], conditions: Sequence[Basic]) -> Solved | None:
    """The points of the curve where these equations hold too; None where they are not known to be all."""
    given: Eq = problem.given["equation"]
    if given.free_symbols != set(problem.variables):
        return None
    try:
        solved = solve_system(System((Equation(*given.args), *found), problem.variables, conditions))
    except Unsupported:
        return None
    return solved if solved.complete and not any(root.parameters for root in solved.roots) else None


def termwise(problem: Problem, x: Symbol, over: Expr, under: Expr, slope: Expr) -> Generator[Stage, Expr, None]:
    """The check by the other way: every term is differentiated with y = y(x), and the equation is solved for y'.

    What stands with y' is F_y, and what stands without it F_x: the claim of the stage is that it is so.
    """
    given: Eq = problem.given["equation"]
    y = problem.given["dependent"]
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


def _facts(problem: Problem) -> Mapping[str, object]:
    asked = orders(problem.given["with_respect_to"], problem.given.get("order"))
    return {"rates": {order[0]: rate(problem, *order) for order in asked}, "asked": asked}


TOPIC = Topic(
    "Implicit derivative",
    (
        Field("equation", "equation"),
        Field("dependent", "name"),
        Field("with_respect_to", "names"),
        Field("point", "point", required=False),
        Field("order", "count", required=False),
        Field("tangents", "flag", required=False),
    ),
    plan,
    ("expression", "expressions", "horizontal", "vertical"),
    facts=_facts,
    expected=Expected(operations=("derivative",), nouns=RATE, on_curve=True),
)
