"""The tangent of the curve in which two surfaces meet: it lies in both tangent planes, so it is perpendicular to both gradients."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import replace

from sympy import Eq, Expr, Number, S, Symbol, gcd_list

from tutor.deriving.implicitly import one_side, vanishes
from tutor.deriving.topics.directional_derivative import parameter
from tutor.deriving.topics.gradient import gradient
from tutor.deriving.topics.normal_line import moved, symmetric
from tutor.deriving.topics.tangent_plane import Level
from tutor.errors import Unsupported
from tutor.maths.surfaces.normal import crossed
from tutor.model import Answer, Claim, Problem
from tutor.printing.notation.text import text
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import At, Cross, Diff, Name, Vector

WHICH = ("first", "second")
LETTERS = ("F", "G", "H", "P", "Q")
Stages = Generator[Stage, Expr, Expr]


def plan(problem: Problem) -> Plan:
    """The point on both surfaces, both gradients, their cross product, the line; and along it neither function begins to change."""
    surfaces, point = problem.given["surfaces"], problem.given["point"]
    if len(surfaces) != 2 or not all(isinstance(s, Eq) for s in surfaces):
        raise Unsupported("cannot do this: two equations are needed, one for each surface")
    if len(problem.variables) != 3:
        raise Unsupported("cannot do this: two surfaces meet in a curve in space only, in three variables")
    letters = [c for c in LETTERS if c not in problem.symbols][:2]
    levels: list[Level] = []
    for letter, surface in zip(letters, surfaces, strict=True):
        levels.append((yield from _level(problem, letter, surface, len(levels))))
    first, second = levels
    there = tuple(Name(level.letter, "∇", (), point.values()) for level in levels)
    product, written = Cross(first.normal, second.normal), crossed(first.normal, second.normal)
    for number, level in enumerate(levels):
        if all(vanishes(c) for c in level.normal.args):
            raise Unsupported(f"cannot do this: the gradient of the {WHICH[number]} surface is the zero vector at the point")
    if all(vanishes(c) for c in tree.plain(product).args):
        raise Unsupported(
            "cannot do this: the gradients of the two surfaces are parallel at the point, so the surfaces touch there "
            "and the gradients give no tangent of the curve"
        )
    shown = Shown(law=product)
    facts: dict[str, object] = {"letters": bool(product.free_symbols)}
    direction = yield Stage("cross", written, facts, Cross(*there), claims=(Claim(product, written),), shown=shown)
    shorter = _shorter(direction)
    if shorter is not None:
        times, vector = shorter
        yield Stage("shorter", tree.product(times, direction), {"long": direction, "times": times}, Name("v"), equals=vector, solve=False)
        direction = vector
    t = parameter(problem)
    places = {x: moved(a, c, t) for (x, a), c in zip(point.items(), direction.args, strict=True)}
    facts = {"p": point, "d": direction, "t": t, "places": places, **symmetric(first, direction)}
    yield Stage("line", Vector(*places.values()), facts, Name("r", "", (), (t,)), kept=True)
    along = Vector(*(tree.substitute(level.function, places) for level in levels))
    facts = {"letters": tuple(Name(level.letter) for level in levels), "t": t}
    yield Stage("flat", At(Diff(along, t), (t,), (S.Zero,)), facts, check=True, equals=Vector(S.Zero, S.Zero), solve=False)
    return Answer({"point": Vector(*point.values()), "direction": direction})


def _level(problem: Problem, letter: str, surface: Eq, number: int) -> Generator[Stage, Expr, Level]:
    """One surface as a level set, its value at the point, its gradient there. `Unsupported` where the point is not on it."""
    point: Mapping[Symbol, Expr] = problem.given["point"]
    function = one_side(surface)
    mine = {"number": number, "surface": surface, "letter": Name(letter)}
    yield Stage("level", function, mine, Name(letter, "scalar", (), problem.variables), kept=True)
    value = Name(letter, "scalar", (), point.values())
    residual = yield Stage("on_surface", At(function, point.keys(), point.values()), {"p": point, **mine}, value)
    if not vanishes(residual):
        shown = ", ".join(text(a) for a in point.values())
        is_not = "cannot be shown to be" if residual.free_symbols else "is not"
        raise Unsupported(f"cannot do this: the point ({shown}) {is_not} on the surface {text(surface)}")
    level = replace(problem, given={"function": function, "point": point}, origin=replace(problem.origin, letter=letter))
    normal = yield from _told(gradient(level), mine)
    return Level(function, point, normal, letter)


def _told(stages: Stages, more: Mapping[str, object]) -> Stages:
    """Stages with more facts for their words."""
    found: Expr | None = None
    while True:
        try:
            stage = stages.send(found) if found is not None else next(stages)
        except StopIteration as end:
            value: Expr = end.value
            return value
        found = yield replace(stage, facts={**stage.facts, **more})


def _shorter(direction: Expr) -> tuple[Expr, Vector] | None:
    """A multiple of the vector with smaller components, and by what it was multiplied; None where it is the shortest."""
    components = [tree.plain(c) for c in direction.args]
    if not all(c.is_polynomial(*c.free_symbols) and all(n.is_Rational for n in c.atoms(Number)) for c in components):
        return None
    content = gcd_list(components)
    if not content.is_nonzero:
        return None
    first = next(c / content for c in components if c != 0)
    signs = [bool((c / content).is_positive) for c in components if c != 0]
    turned = first.is_negative and 2 * sum(signs) < len(signs)
    times = (S.NegativeOne if turned else S.One) / content
    return None if times == 1 else (times, Vector(*(c * times for c in components)))


TOPIC = Topic("Tangent of an intersection", (Field("surfaces", "relations"), Field("point", "point")), plan, ("point", "direction"))
