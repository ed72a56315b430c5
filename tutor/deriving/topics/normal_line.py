"""The normal line of a surface or curve: through the point, along the gradient of the level function."""

from __future__ import annotations

from collections.abc import Callable, Generator

from sympy import Add, Eq, Expr, Mul, S, Symbol, radsimp

from tutor.deriving.parallel import LETTERS, normal_of
from tutor.deriving.parametrised import position, spanned, spot
from tutor.deriving.topics.directional_derivative import parameter
from tutor.deriving.topics.tangent_plane import FIELDS, ONE_OF, Level, collected, facts, flat, normal, where_parallel
from tutor.maths.surfaces.normal import crossed
from tutor.model import Answer, Claim, Problem
from tutor.rule import Expected, Plan, Stage, Topic
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Equation, Name, Vector


def plan(problem: Problem) -> Plan:
    """F, the point on it, the gradient; a simpler vector along it; the line by a parameter and without one."""
    if "parallel_to" in problem.given:
        return (yield from where_parallel(problem, _line_there(problem)))
    r = position(problem)
    if r is not None:
        return (yield from _by_parameters(problem, r))
    level = yield from normal(problem)
    direction = yield from _direction(level)
    t = parameter(problem)
    point = Vector(*level.point.values())
    places = {x: moved(a, c, t) for (x, a), c in zip(level.point.items(), direction.args, strict=True)}
    told = {"p": level.point, "d": direction, "t": t, "places": places, **symmetric(level, direction)}
    line = yield Stage("line", Vector(*places.values()), told, Name("r", "", (), (t,)), kept=True, shown=Shown(map=level.drawn("normal")))
    goal = At(Diff(line, t), (t,), (S.Zero,))
    yield Stage("velocity", goal, {"d": direction, "n": level.normal, "p": level.point, "t": t}, check=True, equals=direction, solve=False)
    yield flat(problem, level)
    return Answer({"point": point, "direction": direction})


def _by_parameters(problem: Problem, r: Vector) -> Plan:
    """The line along r_u x r_v."""
    there = yield from spot(problem, r)
    level = Level(S.Zero, there.point, there.normal)
    t = parameter(problem)
    direction = yield from _direction(level)
    places = {x: moved(a, c, t) for (x, a), c in zip(level.point.items(), direction.args, strict=True)}
    told = {"p": level.point, "d": direction, "t": t, "places": places, **symmetric(level, direction)}
    claims = tuple(Claim(c, S.Zero) for c in crossed(direction, there.normal).args)
    yield Stage("line", Vector(*places.values()), told, Name("r", "", (), (t,)), kept=True, claims=claims)
    yield spanned(there)
    return Answer({"point": Vector(*level.point.values()), "direction": direction})


def _direction(level: Level) -> Generator[Stage, Expr, Vector]:
    """The normal vector, or a simpler one along it."""
    shorter = _shorter(level)
    if shorter == level.normal:
        return level.normal
    by = collected(level).divided_by
    times = radsimp(1 / by)
    about = {"n": level.normal, "by": by, "times": times}
    yield Stage("shorter", tree.product(times, level.normal), about, Name("v"), equals=shorter, check=True)
    return shorter


def _line_there(problem: Problem) -> Callable[[Level], Expr]:
    """The normal line at a point, along the normal vector of the given plane, its parameter no letter of the point."""

    def line(level: Level) -> Expr:
        taken = {*problem.symbols, *(s.name for a in level.point.values() for s in a.free_symbols)}
        t = Symbol(next(n for n in LETTERS if n not in taken), real=True)
        return Vector(*(moved(a, c, t) for a, c in zip(level.point.values(), normal_of(problem), strict=True)))

    return line


def symmetric(level: Level, direction: Vector) -> dict[str, object]:
    """The line without its parameter: equal ratios, and a fixed coordinate for each component that is 0."""
    ratios: list[Expr] = []
    fixed: list[Eq] = []
    for (x, a), d, c in zip(level.point.items(), level.displacements, direction.args, strict=True):
        if c.is_zero:
            fixed.append(Eq(x, a, evaluate=False))
        else:
            ratios.append(_ratio(d, c))
    chain: object = None
    if len(ratios) > 1:
        chain = ratios[-1]
        for r in reversed(ratios[:-1]):
            chain = Equation(r, chain)
    return {"ratios": chain, "fixed": tuple(fixed), "free": [x for x, c in zip(level.point, direction.args, strict=True) if not c.is_zero]}


def _ratio(over: Expr, under: Expr) -> Expr:
    """A fraction, the sign of a product below the line before it."""
    if under is S.One:
        return over
    minus = isinstance(under, Mul) and under.could_extract_minus_sign()
    return tree.product(S.NegativeOne, tree.quotient(over, -under)) if minus else tree.quotient(over, under)


def _shorter(level: Level) -> Vector:
    """The normal vector with its common factor divided away, as the tangent plane's equation has it."""
    plane = collected(level)
    left = Add(*(tree.plain(t) for t in tree.terms(plane.left)))
    return Vector(*(left.coeff(x) for x in level.point))


def moved(start: Expr, component: Expr, t: Symbol) -> Expr:
    """a + t c as one writes it."""
    return tree.summed(start, tree.scaled(component, t))


TOPIC = Topic(
    "Normal line",
    FIELDS,
    plan,
    ("point", "direction", "points", "families"),
    one_of=ONE_OF,
    facts=facts,
    expected=Expected(nouns=("normal",)),
)
