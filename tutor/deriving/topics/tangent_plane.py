"""The tangent plane of a surface, or the tangent line of a curve: the gradient of the level function is normal to it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from sympy import Add, Eq, Expr, Mul, S, Symbol, Tuple, factor_terms, radsimp
from sympy.core.function import AppliedUndef

from tutor.deriving.implicitly import one_side, vanishes
from tutor.deriving.parallel import HORIZONTAL, is_parallel, normal_of, touching
from tutor.deriving.parametrised import position, spanned, spot
from tutor.deriving.topics.directional_derivative import parameter
from tutor.deriving.topics.gradient import gradient
from tutor.deriving.topics.linear_approximation import law
from tutor.deriving.topics.total_differential import differential
from tutor.errors import Unsupported
from tutor.maths.limits.written import written
from tutor.model import Answer, Problem
from tutor.printing.figures.tangent import TangentMap
from tutor.printing.notation.text import text
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import Shown, Table
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Equation, Name, Solutions, Vector

FIELDS = (Field("surface", "surface"), Field("point", "point", required=False), Field("parallel_to", "plane", required=False))
ONE_OF = (("point", "parallel_to"),)


@dataclass(frozen=True, slots=True)
class Level:
    """A surface or curve as F = 0, with a point on it and the gradient of F there."""

    function: Expr
    point: Mapping[Symbol, Expr]
    normal: Vector
    letter: str = "F"
    assumed: Expr = S.Zero  # what is 0 because a general point is taken to lie on the surface

    def drawn(self, line: Literal["tangent", "normal"]) -> TangentMap:
        """The curve with its tangent or normal line, for the page to show in the plane."""
        return TangentMap(self.function, self.letter, tuple(self.point.items()), self.normal, line)

    @property
    def displacements(self) -> tuple[Expr, ...]:
        """x - a, y - b, ..."""
        return tuple(tree.displacement(x, a) for x, a in self.point.items())


def plan(problem: Problem) -> Plan:
    """F, the point on it, the gradient as normal vector, the plane; collected; and the check that F is flat along it."""
    if "parallel_to" in problem.given:
        return (yield from where_parallel(problem))
    r = position(problem)
    if r is not None:
        return (yield from _by_parameters(problem, r))
    level = yield from normal(problem)
    facts: dict[str, object] = {"p": level.point, "n": level.normal}
    graph = graph_of(problem.given["surface"], problem.variables)
    solved = None if graph is None else _solved(level, graph[0])
    plane = tree.summed(*(tree.scaled(n, d) for n, d in zip(level.normal.args, level.displacements, strict=True)))
    goal = yield Stage("plane", Equation(plane, S.Zero), facts, kept=True, shown=Shown(map=level.drawn("tangent")))
    found = collected(level)
    if found != goal:
        if graph is not None:
            base = {x: a for x, a in level.point.items() if x != graph[0]}
            facts |= {"height": graph[0], "formula": law("f", base), "base": base, "f": Symbol("f"), "solved": solved}
            facts |= {"called": Eq(Name("f", "scalar", (), base.keys()), graph[1], evaluate=False)}
        yield Stage("collected", goal, facts | {"by": found.divided_by, "times": radsimp(1 / found.divided_by)}, equals=found, check=True)
    yield flat(problem, level)
    if level.assumed.is_zero:
        return Answer({"equation": found}, {"solved": solved})
    times, shorter = _on_the_surface(found.right, level.assumed)
    if times != 0:
        facts = {"p": level.point, "n": level.normal, "zero": level.assumed, "times": times, "right": found.right}
        yield Stage(
            "shortened", tree.total(found.right, tree.negative(tree.product(times, level.assumed))), facts, equals=shorter, solve=False
        )
    return Answer({"equation": Equation(found.left, shorter, found.divided_by)}, {"solved": None, "on_it": level.assumed})


def _on_the_surface(right: Expr, zero: Expr) -> tuple[Expr, Expr]:
    """How often what is 0 at the point is taken away to leave the least, and what is left."""
    terms, zero = Add.make_args(right), tree.plain(zero).expand()
    ratios = {t / z for t in terms for z in Add.make_args(zero)}
    ways = [(r, (right - r * zero).expand()) for r in sorted(ratios, key=str) if r.is_number]
    return min([(S.Zero, right), *ways], key=lambda way: way[1].count_ops())


def _by_parameters(problem: Problem, r: Vector) -> Plan:
    """The plane that r_u and r_v span at the point."""
    there = yield from spot(problem, r)
    level = Level(S.Zero, there.point, there.normal)
    plane = tree.summed(*(tree.scaled(n, d) for n, d in zip(level.normal.args, level.displacements, strict=True)))
    goal = yield Stage("plane", Equation(plane, S.Zero), {"p": there.point, "n": there.normal}, kept=True)
    found = collected(level)
    if found != goal:
        facts = {"by": found.divided_by, "times": radsimp(1 / found.divided_by)}
        yield Stage("collected", goal, facts, equals=found, check=True)
    yield spanned(there)
    return Answer({"equation": found}, {"solved": None})


def where_parallel(problem: Problem, listed_as: Callable[[Level], Expr] | None = None) -> Plan:
    """The points at which the tangent plane is parallel to a given one, each with its plane, or what stands for it in the table."""
    if position(problem) is not None:
        raise Unsupported("cannot do this: where the tangent plane is parallel to another is only found for a surface given by an equation")
    graph = graph_of(problem.given["surface"], problem.variables)
    found = yield from touching(problem, graph)
    spots = [Level(found.function, at, n) for at, n in zip(found.points, found.normals, strict=True)]
    planes = tuple(map(collected, spots))
    claims = tuple(c for at in found.points for c in is_parallel(found.function, at, normal_of(problem)))
    rows = tuple((Tuple(*spot_.point.values()), (listed_as or collected)(spot_)) for spot_ in spots)
    goal = Solutions(*(at.values() for at in found.points))
    running = found.parameters or ((),) * len(found.points)
    facts = {"points": found.points, "complete": found.complete, "runs": tuple(dict.fromkeys(filter(None, running)))}
    table = Table(rows) if rows else None
    yield Stage("touching", goal, facts, solve=False, equals=goal, claims=claims, shown=Shown(line=False, table=table))
    listed = tuple(zip(found.points, planes, running, strict=True))
    points = tuple({"at": at, "plane": plane} for at, plane, letters in listed if not letters)
    families = tuple({"at": at, "parameters": letters, "plane": plane} for at, plane, letters in listed if letters)
    fields = {"points": points, "complete": "proved" if found.complete else "not_proved"}
    return Answer(fields | ({"families": families} if families else {}))


def normal(problem: Problem) -> Generator[Stage, Expr, Level]:
    """The stages from the equation to the normal vector at the point.

    `Unsupported` where the point is not on the surface or the gradient is zero there.
    """
    given: Eq = problem.given["surface"]
    point: dict[Symbol, Expr] = dict(problem.given["point"])
    graph = graph_of(given, problem.variables)
    height = None if graph is None else graph[0]
    if graph is not None:
        height, f = graph
        base = {v: point[v] for v in problem.variables if v != height}
        found = yield Stage("height", At(f, base.keys(), base.values()), {"base": base, "height": height}, height)
        if height not in point:
            point = {v: point.get(v, found) for v in problem.variables}
        function = tree.total(f, tree.negative(height))
    else:
        function = one_side(given)
    letter = "F" if "F" not in problem.symbols else "G"
    yield Stage("level", function, {"height": height}, Name(letter, "scalar", (), problem.variables), kept=True)
    there = Name(letter, "scalar", (), point.values())
    general = _is_general(point, function)
    residual = yield Stage("on_surface", At(function, point.keys(), point.values()), {"p": point, "general": general}, there)
    if not vanishes(residual) and not general:
        raise Unsupported(_not_on_it(problem, point, residual))
    level = replace(problem, given={"function": function, "point": point}, origin=replace(problem.origin, letter=letter))
    slope = yield from gradient(level)
    if all(vanishes(c) for c in slope.args):
        what = "surface" if len(point) > 2 else "curve"
        raise Unsupported(f"cannot do this: the gradient is the zero vector at the point, so it gives the {what} no normal direction there")
    return Level(function, point, slope, letter, S.Zero if vanishes(residual) else residual)


def _is_general(point: Mapping[Symbol, Expr], function: Expr) -> bool:
    """Whether a point is (x_0, y_0, z_0): a letter of its own for each coordinate, so that it may be any point of the surface."""
    own = set(point.values())
    return len(own) == len(point) and all(isinstance(a, Symbol) for a in own) and not own & function.free_symbols


def graph_of(equation: Eq, variables: tuple[Symbol, ...]) -> tuple[Symbol, Expr] | None:
    """z and f where an equation is z = f(x, y), either way round."""
    for height, f in ((equation.lhs, equation.rhs), (equation.rhs, equation.lhs)):
        if height in variables and height not in f.free_symbols:
            return height, f
    return None


def roads(problem: Problem) -> Iterator[Problem]:
    """For the graph of a function its linear approximation at the point, the function called f or like the height."""
    surface, point = problem.given["surface"], problem.given.get("point")
    graph = graph_of(surface, problem.variables) if isinstance(surface, Eq) else None
    if graph is not None and point:
        height, f = graph
        base = {v: point[v] for v in problem.variables if v != height}
        for letter in ("f", height.name):
            given = {"function": f, "point": base}
            origin = replace(problem.origin, letter=letter)
            yield replace(problem, kind="linear_approximation", given=given, variables=tuple(base), origin=origin)


def collected(level: Level) -> Equation:
    """n . (x - p) = 0 multiplied out, the common factor divided away: x + 2y + 3z = 14."""
    whole = Add(*(tree.plain(n) * x for n, x in zip(level.normal.args, level.point, strict=True)))
    taken_out = Mul.make_args(factor_terms(whole))
    content, rest = (whole / Mul(*(f for f in taken_out if f.is_number))).expand().primitive()
    divided = content * Mul(*(f for f in taken_out if f.is_number))
    parts = {x: rest.coeff(x) for x in level.point}
    first = next(c for c in parts.values() if c != 0)
    if first.could_extract_minus_sign():
        divided, parts = -divided, {x: -c for x, c in parts.items()}
    right = Add(*(c * tree.plain(a) for c, a in zip(parts.values(), level.point.values(), strict=True)))
    return Equation(tree.summed(*(_times(c, x) for x, c in parts.items())), right.expand(), divided)


def _times(coefficient: Expr, x: Symbol) -> Expr:
    """A term of the plane; a number with its line of division: 16y/e."""
    return written(coefficient * x) if coefficient.is_number else tree.scaled(coefficient, x)


def _solved(level: Level, height: Symbol) -> Equation:
    """The plane of a graph as z = ..."""
    slopes = {x: tree.evaluated(n) for x, n in zip(level.point, level.normal.args, strict=True)}
    down = -slopes.pop(height)
    parts = {x: n / down for x, n in slopes.items()}
    rest = tree.plain(level.point[height]) - Add(*(n * tree.plain(level.point[x]) for x, n in parts.items()))
    return Equation(height, tree.summed(*(_times(tree.plain(n), x) for x, n in parts.items()), rest.expand()))


def flat(problem: Problem, level: Level) -> Stage:
    """A check: away from the point along any d, F begins to change at the rate n . d, so not at all within the plane."""
    t = parameter(problem)
    way = {x: differential(x) for x in level.point}
    along = tree.substitute(level.function, {x: tree.total(a, tree.product(t, way[x])) for x, a in level.point.items()})
    goal = At(Diff(along, t), (t,), (S.Zero,))
    rate = tree.summed(*(tree.scaled(n, way[x]) for n, x in zip(level.normal.args, level.point, strict=True)))
    return Stage("flat", goal, {"p": level.point, "n": level.normal}, check=True, equals=rate, solve=False)


def _not_on_it(problem: Problem, point: Mapping[Symbol, Expr], residual: Expr) -> str:
    shown = ", ".join(text(a) for a in point.values())
    given: Eq = problem.given["surface"]
    unknown = residual.free_symbols or residual.atoms(AppliedUndef)
    return (
        f"cannot do this: the point ({shown}) {'cannot be shown to be' if unknown else 'is not'} on the "
        f"{'surface' if len(point) > 2 else 'curve'} {text(given)}; the two sides differ there by {text(residual)}"
    )


def facts(problem: Problem) -> dict[str, Any]:
    """How the surface is given, and whether a plane is."""
    r, plane = position(problem), problem.given.get("parallel_to")
    running = problem.origin.running
    name = None if r is None else Equation(Name("r", "", (), running), r)
    return {"by_parameters": name, "horizontal": plane == HORIZONTAL, "plane_given": plane, "normal": None}


TOPIC = Topic(
    "Tangent plane",
    FIELDS,
    plan,
    ("equation", "points", "families"),
    one_of=ONE_OF,
    facts=facts,
    roads=roads,
    expected=Expected(nouns=()),
)
