"""Derivatives at a point where no formula for them holds: along a line the function is one of one variable.

Two roads. What is held gets its value first, and what is left is differentiated: sqrt(xy) along y = 0 is 0. Or the
difference quotient: where the function has a value of its own at the point, and where what is left has no formula there.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence

from sympy import Expr, Integral, Mul, Ne, Pow, Rational, S, Symbol, cancel
from sympy.core.function import AppliedUndef

from tutor.errors import Unsupported
from tutor.maths.limits.tendency import same, tendency
from tutor.maths.values.defined import defined, interior
from tutor.model import Problem
from tutor.rule import Stage
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Int, Lim, Name
from tutor.trees.heads.name import derivative_name

Stages = Generator[Stage, Expr, Expr]
INFINITE = ("oo", "-oo")
STEPS = ("h", "k", "t", "s", "tau")  # the letter of the step, the first that the problem does not use


def nested(problem: Problem, f: Expr, order: Sequence[Symbol]) -> Expr:
    """The goal of differentiating f in this order."""
    for x in order:
        f = Diff(f, x, *problem.held(x))
    return f


def needed(problem: Problem, *orders: Sequence[Symbol]) -> bool:
    """Whether the derivatives at the problem's point must be found by their definition: there is no formula for one of them."""
    f, point = problem.given["function"], problem.given.get("point")
    if not point:
        return False
    if "value_there" in problem.given:
        return True
    if not interior(f, point):
        return True
    if f.has(AppliedUndef, Integral, Int) or tree.substitute(f, point).free_symbols:
        return False
    return not all(_has_value(nested(problem, f, order), point) for order in orders)


def partial(problem: Problem, order: Sequence[Symbol], again: bool = False) -> Stages:
    """A partial derivative at the problem's point, of any order where the function is given by a formula all round the point.

    `again`: the page has just found another one so, and the reason is not told twice.
    """
    x, point = order[0], problem.given["point"]
    if "value_there" in problem.given:
        return (yield from _successively(problem, tuple(order), again))
    if set(order) == {x}:
        along = tree.substitute(problem.given["function"], {v: point[v] for v in problem.held(x)})
        _must_surround(along, {x: point[x]})
        g = simpler(along)
        if _has_value(nested(problem, g, order), point) and interior(g, {x: point[x]}):
            return (yield from _held_first(problem, along, g, tuple(order)))
        if len(order) == 1:
            return (
                yield from slope(
                    problem,
                    problem.given["function"],
                    None,
                    {x: S.One},
                    derivative_name(problem.letter, order, problem.variables, point.values()),
                )
            )
    raise Unsupported("cannot do this: at the point there is no formula for the derivative, and no rule of one variable gives it")


def _held_first(problem: Problem, along: Expr, g: Expr, order: tuple[Symbol, ...]) -> Stages:
    """The function with the held letters at their values, differentiated as one of a single variable."""
    x, letter, point = order[0], problem.letter, problem.given["point"]
    where = tuple(v if v == x else point[v] for v in problem.variables)
    held = {v: point[v] for v in problem.variables if v != x}
    yield Stage("hold_first", along, {"held": held, "x": x}, Name(letter, "", (), where), equals=g, solve=False, arranged=True)
    found, last = g, len(order)
    at = derivative_name(letter, order, problem.variables, point.values())
    constant = not g.diff(x, last).free_symbols
    for k in range(1, last + 1):
        name = at if constant and k == last else Name(letter, "", order[:k], where)
        found = yield Stage("along_line", Diff(found, x), {"x": x}, name)
    if not constant:
        found = yield Stage("on_line", At(found, (x,), (point[x],)), {"point": point}, at)
    return found


def _successively(problem: Problem, order: tuple[Symbol, ...], again: bool = False) -> Stages:
    """The last differentiation by the difference quotient of the one before, which beside the point has its formula."""
    letter, point, f = problem.letter, problem.given["point"], problem.given["function"]
    *before, x = order
    if not before:
        name = derivative_name(letter, order, problem.variables, point.values())
        return (yield from slope(problem, f, problem.given["value_there"], {x: S.One}, name, again=again))
    there = yield from _successively(problem, tuple(before))
    for k, v in enumerate(before, start=1):
        name = Name(letter, "", before[:k])
        f = yield Stage("beside", Diff(f, v, *problem.held(v)), {"point": point, "x": v, "held": problem.held(v), "first": k == 1}, name)
    return (
        yield from slope(problem, f, there, {x: S.One}, derivative_name(letter, order, problem.variables, point.values()), tuple(before))
    )


def slope(
    problem: Problem,
    f: Expr,
    value: Expr | None,
    direction: Mapping[Symbol, Expr],
    name: Name,
    order: tuple[Symbol, ...] = (),
    again: bool = False,
) -> Stages:
    """The limit of the difference quotient of f in a direction; `value` is that of f at the point, where its formula does not say it.

    f is the derivative of the problem's function in `order`. Errors: `Unsupported` where the quotient is not seen to have a limit.
    """
    letter, point = problem.letter, problem.given["point"]
    h = step(problem)
    places = {v: _moved(point[v], direction.get(v, S.Zero), h) for v in problem.variables}
    along = tree.substitute(f, places)
    _must_surround(along, {h: S.Zero})
    here, beside = (Name(letter, "", order, p.values()) for p in (point, places))
    own = value is not None
    there = tree.evaluated(tree.substitute(f, point)) if value is None else value
    facts = {"h": h, "own": own, "point": point, "direction": len(direction) > 1, "order": len(order), "again": again}
    conditions = (Ne(h, 0),) if own else ()
    g = yield Stage("along", along, facts, beside, equals=simpler(along), solve=False, arranged=True, conditions=conditions)
    goal = Lim(tree.quotient(tree.total(g, tree.negative(there)), h), (h,), (S.Zero,))
    law = Lim(tree.quotient(tree.total(beside, tree.negative(here)), h), (h,), (S.Zero,))
    if tendency(goal) not in ("zero", "finite"):
        raise Unsupported(_without_limit(goal))
    found = yield Stage("quotient", goal, {**facts, "there": there, "here": here}, name, shown=Shown(law=law))
    if found in (S.Infinity, S.NegativeInfinity):
        raise Unsupported("cannot do this: the difference quotient grows beyond all bounds, so there is no derivative")
    start = tree.plain(tree.evaluated(tree.substitute(g, {h: S.Zero})) - there)
    if g.free_symbols and start.is_zero and _has_value(Diff(g, h), {h: S.Zero}) and interior(g, {h: S.Zero}):
        yield Stage(
            "tangent", At(Diff(g, h), (h,), (S.Zero,)), {"h": h, "along": g, "beside": beside}, name, check=True, equals=found, solve=False
        )
    return found


def _without_limit(goal: Lim) -> str:
    """Why a difference quotient gives no derivative, as far as it is seen."""
    left, right = (tendency(goal.from_side(side)) for side in ("-", "+"))
    if tendency(goal) in INFINITE or (left in INFINITE and right in INFINITE):
        return "there is no derivative here: the difference quotient grows beyond all bounds"
    if left is not None and right is not None and not same(goal.from_side("-"), goal.from_side("+")):
        return "there is no derivative here: the difference quotient tends to something else from the left than from the right"
    return "cannot do this: the difference quotient is not seen to have a limit, which would be the derivative"


def step(problem: Problem) -> Symbol:
    """A letter for a small step that the problem does not use."""
    used = {s.name for s in problem.symbols.values()}
    return Symbol(next(n for n in (*STEPS, *(f"h_{k}" for k in range(len(used) + 1))) if n not in used), real=True)


def _moved(start: Expr, direction: Expr, h: Symbol) -> Expr:
    """A coordinate of the point with its share of the step: a + c h."""
    step = tree.scaled(direction, h)
    if step is S.Zero:
        return start
    return step if start is S.Zero else tree.total(start, step)


def _has_value(derivative: Expr, point: Mapping[Symbol, Expr]) -> bool:
    return defined(At(derivative, point.keys(), point.values()), {})


def _must_surround(along: Expr, place: Mapping[Symbol, Expr]) -> None:
    """`Unsupported` where a function along a line is not defined on both sides of the place."""
    if not interior(along, place):
        raise Unsupported("cannot do this: along the line the point is at the edge of the domain, where there is no two-sided derivative")


def simpler(along: Expr) -> Expr:
    """A function of one variable with its fractions cancelled, and odd roots of odd powers drawn: the root of 8h^3 is 2h."""
    value = tree.evaluated(along)
    if value.free_symbols and value.is_rational_function(*value.free_symbols):
        value = cancel(value)
    return value.replace(lambda e: isinstance(e, Pow) and isinstance(e.exp, Rational) and e.exp.q % 2 == 1 and e.exp.q > 1, _drawn)


def _drawn(power: Pow) -> Expr:
    """(c x^(qm))^(p/q) as (c^(1/q) x^m)^p for odd q, the real root; the power as it is where that does not fit."""
    p, q = power.exp.p, power.exp.q
    number, rest = power.base.as_coeff_Mul()
    drawn = []
    for factor in Mul.make_args(rest):
        base, exponent = factor.as_base_exp()
        if not exponent.is_Integer or exponent % q:
            return power
        drawn.append(base ** (exponent / q))
    root = abs(number) ** Rational(1, q) * (-1 if number.is_negative else 1)
    return (root * Mul(*drawn)) ** p
