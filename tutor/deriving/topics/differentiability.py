"""Differentiability at a point: continuous partial derivatives, or the partial derivatives by their definition and the error of the plane.

A function is differentiable where its error against the linear function with its partial derivatives, over the distance from
the point, tends to 0. On a line it is the limit of the difference quotient.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from itertools import islice

from sympy import Abs, Add, Dummy, Expr, Gt, Max, Min, Ne, Pow, S, Symbol, cancel, expand, fraction, together

from tutor.deriving.along_seam import alike, folded, met, seam, smooth, tangent
from tutor.deriving.by_definition import needed, partial, simpler, step
from tutor.deriving.topics.continuity import has_value, shape
from tutor.deriving.two_pieces import one_sided
from tutor.errors import Unsupported
from tutor.maths.limits.arithmetic import continuous
from tutor.maths.limits.paths import Path, paths
from tutor.maths.limits.tendency import tendency
from tutor.maths.limits.written import written
from tutor.maths.numbers import is_zero
from tutor.maths.values.defined import interior
from tutor.model import Answer, Problem, stated
from tutor.printing.notation.text import text
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID, Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Lim, Name
from tutor.trees.heads.name import derivative_name

Slopes = dict[Symbol, Expr | None]
SETTLED = ("zero", "finite")
MOST_PATHS = 24


def plan(problem: Problem) -> Plan:
    """The shorter reason where it holds; else the partial derivatives by their definition, and the error of the linear function."""
    variables = problem.variables
    if not has_value(problem):
        yield _said("no_value", {})
        return Answer({"differentiable": False, "continuous": False})
    if "border" in problem.given:
        return (yield from _met(problem))
    if not interior(problem.given["function"], problem.given["point"]):
        raise Unsupported("cannot do this: the function is not defined everywhere beside the point, as differentiability needs")
    if not needed(problem, *((x,) for x in variables)) and smooth(problem, problem.given["function"]):
        return (yield from _by_formulas(problem))
    fold = folded(problem) if "value_there" not in problem.given else None
    if fold is not None and (problem.given["function"].has(Max, Min) or alike(problem, fold)):
        return (yield from met(problem, fold, _value(problem)))
    slopes: Slopes = {}
    for x in variables:
        slopes[x] = yield from _slope(problem, x, again=bool(slopes))
        if slopes[x] is None:
            break
    lim = Lim(problem.given["function"], variables, problem.given["point"].values())
    fields: dict[str, object] = {"continuous": True} if "value_there" not in problem.given and continuous(lim.expr, lim) else {}
    fields |= {"partials": {_plain(problem, x): slope for x, slope in slopes.items()}}
    known = {x: s for x, s in slopes.items() if s is not None}
    if len(known) < len(variables):
        yield _said("no_partial", {"missing": _name(problem, x)})
        return Answer({"differentiable": False, **fields})
    if len(variables) == 1:
        yield _said("has_derivative", {"name": _name(problem, x)})
        return Answer({"differentiable": True, "continuous": True, **fields})
    broken = _discontinuity(problem)
    if broken is not None:
        path, goal = broken
        found = yield from _on_path("value", path, goal, _there(problem, path))
        yield _said("not_continuous", {"found": found, "value": _value(problem)}, (found, _value(problem)))
        return Answer({"differentiable": False, "continuous": False, **fields})
    return (yield from _remainder(problem, known, fields))


def _said(words: str, facts: Mapping[str, object], unequal: tuple[Expr, Expr] | None = None) -> Stage:
    """A conclusion in words. `Unsupported` where two values that must differ are not seen to."""
    if unequal is not None:
        _must_differ(*unequal)
    claims = () if unequal is None or set(unequal) & {S.Infinity, S.NegativeInfinity} else (stated(_unequal(*unequal)),)
    return Stage(words, S.Zero, facts, claims=claims, solve=False, equals=S.Zero, shown=UNSAID)


def _unequal(a: Expr, b: Expr) -> Ne:
    return Ne(tree.total(a, tree.negative(b)), 0, evaluate=False)


def _plain(problem: Problem, x: Symbol) -> str:
    return f"{problem.letter}_{x}" if len(problem.variables) > 1 else f"{problem.letter}_prime"


def _name(problem: Problem, x: Symbol, there: bool = True) -> Name:
    return derivative_name(problem.letter, (x,), problem.variables, problem.given["point"].values() if there else ())


def _value(problem: Problem) -> Expr:
    given = problem.given
    value: Expr = tree.evaluated(given["value_there"] if "value_there" in given else tree.substitute(given["function"], given["point"]))
    return value


# -- the shorter reason ------------------------------------------------------------------------------------------------


def _by_formulas(problem: Problem) -> Plan:
    """Partial derivatives that are continuous at the point."""
    point, found = problem.given["point"], {}
    for x in problem.variables:
        facts = {"x": x, "held": problem.held(x), "point": point}
        general = yield Stage("partial", Diff(problem.given["function"], x, *problem.held(x)), facts, _name(problem, x, there=False))
        value = yield Stage("evaluate", At(general, point.keys(), point.values()), facts, _name(problem, x))
        limit = Lim(general, problem.variables, point.values())
        facts = {**facts, "name": _name(problem, x, there=False), "last": x == problem.variables[-1]}
        yield Stage("continuous_partial", limit, facts, solve=False, equals=value, shown=UNSAID)
        found[_plain(problem, x)] = value
    return Answer({"differentiable": True, "continuous": True, "partials": found})


# -- partial derivatives by their definition -----------------------------------------------------------------------------


def _slope(problem: Problem, x: Symbol, again: bool) -> Generator[Stage, Expr, Expr | None]:
    """A partial derivative by its definition; None where the difference quotient has no finite limit."""
    quotient, h, law = _quotient(problem, x)
    goal = Lim(quotient, (h,), (S.Zero,))
    if tendency(goal) in SETTLED:
        return (yield from partial(problem, (x,), again))
    facts = {"h": h, "x": x, "name": _name(problem, x)}
    if tendency(goal) in ("oo", "-oo"):
        yield Stage("steep", goal, facts, shown=Shown(law=Lim(law, (h,), (S.Zero,))))
        return None
    left, right = goal.from_side("-"), goal.from_side("+")
    if None in (tendency(left), tendency(right)):
        raise Unsupported("cannot do this: the difference quotient is not seen to have one-sided limits")
    first = yield Stage("quotient_left", left, facts, shown=Shown(law=Lim(law, (h,), (S.Zero,), "-")))
    second = yield Stage("quotient_right", right, facts, shown=Shown(law=Lim(law, (h,), (S.Zero,), "+")))
    yield _said("sides_differ", {**facts, "first": first, "second": second}, (first, second))
    return None


def _must_differ(first: Expr, second: Expr) -> None:
    infinite = {first, second} & {S.Infinity, S.NegativeInfinity}
    if first == second or (not infinite and is_zero(tree.plain(first) - tree.plain(second)) is not False):
        raise Unsupported(f"cannot do this: {text(first)} and {text(second)} were not shown to differ")


def _quotient(problem: Problem, x: Symbol) -> tuple[Expr, Symbol, Expr]:
    """The difference quotient along an axis, its step, and how it is written with names."""
    h, point = step(problem), problem.given["point"]
    places = {v: tree.evaluated(a + h) if v == x else a for v, a in point.items()}
    along = simpler(tree.substitute(problem.given["function"], places))
    there = _value(problem)
    names = [Name(problem.letter, "", (), p.values()) for p in (places, point)]
    law = tree.quotient(tree.total(names[0], tree.negative(names[1])), h)
    over = along if there.is_zero else tree.total(along, tree.negative(there))
    quotient = tree.quotient(over, h)
    shorter = tree.evaluated(quotient)
    return shorter if isinstance(shorter, Pow) else quotient, h, law


# -- several variables: continuity, and the error of the linear function ---------------------------------------------------


def _discontinuity(problem: Problem) -> tuple[Path, Lim] | None:
    """A way to the point along which the function does not tend to its value; None where none is seen."""
    lim = Lim(problem.given["function"], problem.variables, problem.given["point"].values())
    if "value_there" not in problem.given:
        return None
    value = _value(problem)
    if tendency(lim) in SETTLED and tendency(lim.of(tree.total(lim.expr, tree.negative(value)))) == "zero":
        return None
    for path in islice(paths(lim), MOST_PATHS):
        goal = _from_the_right(path.goal)
        if goal is None:
            continue
        if tendency(goal) in ("oo", "-oo") or tendency(goal.of(tree.total(goal.expr, tree.negative(value)))) == "finite":
            return path, goal
    return None


def _from_the_right(goal: Lim) -> Lim | None:
    """The limit along a path, its variable coming from the right, in a form without roots of squares; None where there is none."""
    if len(goal.variables) != 1 or goal.expr.has(S.NaN):
        return None
    ((t, a),) = goal.point.items()
    positive = Dummy("t", positive=True)
    sides = [fraction(together(simpler(tree.plain(side).subs(t, a + positive)))) for side in fraction(goal.expr)]
    (top, under_top), (bottom, under_bottom) = sides
    shorter = _shortened(expand(top * under_bottom), expand(under_top * bottom), positive)
    return Lim(shorter.subs(positive, t - a) if shorter.has(positive) else shorter, (t,), (a,), "+")


def _shortened(over: Expr, under: Expr, t: Symbol) -> Expr:
    """A fraction without the powers of t that both sums have in common."""
    powers = [[term.as_coeff_exponent(t) for term in Add.make_args(side)] for side in (over, under)]
    if any(c.has(t) for side in powers for c, _ in side):
        return cancel(over / under)
    least = [min(e for _, e in side) for side in powers]
    tops, bottoms = (Add(*(c * t ** (e - m) for c, e in side)) for side, m in zip(powers, least, strict=True))
    if least[0] == least[1] and tops.is_number and tops.is_Add:
        return tree.quotient(written(tops), written(bottoms))
    return tops / bottoms * t ** (least[0] - least[1])


def _there(problem: Problem, path: Path) -> Name:
    """The function with the coordinates of a path: f(x, x^2)."""
    placed = {e.lhs: e.rhs for e in path.equations}
    return Name(problem.letter, "", (), (placed.get(v, v) for v in problem.variables))


def _on_path(words: str, path: Path, goal: Lim, name: Name | None) -> Generator[Stage, Expr, Expr]:
    """What stands on a path, in a shorter form that holds on one side of the point, and its limit."""
    ((t, a),) = goal.point.items()
    conditions = (*path.conditions, Gt(t, a, evaluate=False))
    told = {"equations": path.equations, "side": conditions[-1], "settled": not goal.expr.has(t)}
    along = path.goal.expr
    if any(tree.evaluated(s).has(Abs) for s in fraction(along)):  # the variable comes from the right
        right = Dummy("t", positive=True)
        along = tree.quotient(*(written(tree.evaluated(tree.plain(s).subs(t, a + right)).subs(right, t - a)) for s in fraction(along)))
    found = yield Stage(
        f"{words}_on_path",
        along,
        told,
        name,
        equals=goal.expr,
        solve=False,
        arranged=True,
        conditions=conditions,
        shown=Shown(as_written=True),
    )
    if not goal.expr.has(t):
        return found
    return (yield Stage("limit_on_path", goal, told, goal))


def _remainder(problem: Problem, slopes: Mapping[Symbol, Expr], fields: Mapping[str, object]) -> Plan:
    """The error of the linear function over the distance: its limit, or a way along which it does not tend to 0."""
    point, value = problem.given["point"], _value(problem)
    named = Name("L", "scalar", (), problem.variables)
    linear = yield Stage("linear", tangent(problem, value, slopes), {"value": value}, named, kept=True)
    squares = [tree.power(tree.displacement(x, a), 2) for x, a in point.items()]
    distance = tree.power(tree.total(*squares), S.Half)
    f = problem.given["function"]
    over = f if linear.is_zero else tree.total(f, tree.negative(linear))
    called = Name(problem.letter, "scalar", (), problem.variables)
    law = tree.quotient(tree.total(called, tree.negative(named)), distance)
    ratio = tree.quotient(over, distance)
    beside = Ne(distance, 0, evaluate=False)
    error = yield Stage("error", ratio, {}, equals=_together(ratio), solve=False, arranged=True, conditions=(beside,), shown=Shown(law=law))
    goal = Lim(error, problem.variables, point.values())
    if tendency(goal) == "zero":
        found = yield Stage("find", goal, {}, goal)
        if not found.is_zero:
            raise Unsupported("cannot do this: the error over the distance was not shown to tend to 0")
        return Answer({"differentiable": True, "continuous": True, **fields})
    for path in islice(paths(goal), MOST_PATHS):
        along = _from_the_right(path.goal)
        if along is not None and tendency(along) in ("finite", "oo", "-oo"):
            found = yield from _on_path("error", path, along, None)
            yield _said("not_small", {"found": found}, (found, S.Zero))
            return Answer({"differentiable": False, **fields})
    raise Unsupported("cannot do this: it is not seen whether the error over the distance tends to 0")


def _together(ratio: Expr) -> Expr:
    """The error over the distance as one fraction, without a fraction in it."""
    value = tree.evaluated(ratio)
    made: Expr = tree.evaluated(together(value))
    return made if made.count_ops() <= value.count_ops() else value


# -- two pieces that meet ---------------------------------------------------------------------------------------------------


def _met(problem: Problem) -> Plan:
    """On a line: the difference quotients of both pieces, each from its side."""
    if len(problem.variables) > 1:
        return (yield from met(problem, seam(problem), _value(problem)))
    (x,) = problem.variables
    given = problem.given
    h, a, value = step(problem), given["point"][x], _value(problem)
    if _letters(problem):
        raise Unsupported("cannot do this: whether the function is differentiable depends on the letters in it")
    found: list[Expr] = []
    for side, f in sorted(zip(one_sided(problem), (given["function"], given["second"]), strict=True), key=lambda p: p[0] != "-"):
        along = tree.substitute(f, {x: tree.total(a, h) if a != 0 else h})
        goal = Lim(tree.quotient(tree.total(along, tree.negative(value)) if value != 0 else along, h), (h,), (S.Zero,), side)
        names = [Name(problem.letter, "", (), (p,)) for p in (tree.evaluated(a + h), a)]
        law = Lim(tree.quotient(tree.total(names[0], tree.negative(names[1])), h), (h,), (S.Zero,), side)
        words = "quotient_left" if side == "-" else "quotient_right"
        found.append((yield Stage(words, goal, {"h": h, "x": x, "name": _name(problem, x)}, shown=Shown(law=law))))
    first, second = found
    infinite = {first, second} & {S.Infinity, S.NegativeInfinity}
    if not infinite and is_zero(tree.plain(first) - tree.plain(second)):
        yield Stage("sides_agree", first, {"name": _name(problem, x)}, _name(problem, x), equals=second, solve=False)
        return Answer({"differentiable": True, "continuous": True, "partials": {_plain(problem, x): first}})
    if first == second:
        yield _said("steep_sides", {"h": h})
    else:
        yield _said("sides_differ", {"name": _name(problem, x), "first": first, "second": second}, (first, second))
    yield _said("no_partial", {"missing": _name(problem, x)})
    return Answer({"differentiable": False, "partials": {_plain(problem, x): None}})


def _letters(problem: Problem) -> Sequence[Symbol]:
    given = problem.given
    pieces = (given["function"], given["second"], given.get("value_there", S.Zero))
    return [s for f in pieces for s in tree.plain(f).free_symbols if s not in problem.variables]


TOPIC = Topic(
    "Differentiability",
    (Field("function", "function"), Field("point", "point")),
    plan,
    ("differentiable", "partials", "continuous"),
    defined_there=False,
    facts=shape,
    local="at",
)
