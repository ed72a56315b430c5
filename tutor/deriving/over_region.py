"""What the kinds share that integrate over a region: from what bounds it to limits, from limits to the value, from a boundary inside."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace

from sympy import Basic, Expr, S, Tuple

from tutor.errors import Unsupported
from tutor.maths.fields.domain import Hole
from tutor.maths.fields.inside import Smooth, smooth_in
from tutor.maths.regions.choose import Choice
from tutor.maths.regions.levels import DIVERGENT, Levels, Limits, absolute, levels, nested, pole_inside
from tutor.maths.regions.setup import Setup, answered, parts_of, read, setting_up
from tutor.maths.regions.sizes import Known, known_size
from tutor.maths.solving.writing import equation_of
from tutor.model import Answer, Claim, Problem
from tutor.printing.figures.picture import Picture
from tutor.printing.notation.text import text
from tutor.rule import Field, Plan, Stage
from tutor.shown import PLAIN, UNSAID
from tutor.trees import tree
from tutor.trees.heads import Vector

COORDINATES = ("cartesian", "polar", "cylindrical", "spherical")
HOW = (
    Field("coordinates", "choice", required=False, choices=COORDINATES),
    Field("order", "symbols", required=False),
)  # fields that say in which coordinates and order


def evaluated(
    parts: Sequence[tuple[Expr, Limits]],
    facts: Mapping[str, object] | None = None,
    one: Callable[[Expr, Limits, Mapping[str, object]], Levels] = levels,
    in_this_order: bool = False,
) -> Levels:
    """The value of all pieces, `one` after the other, and their sum; infinite where one diverges. `facts` go to all words.

    Errors: `Unsupported` where the value may be one of the order alone, unless it is `in_this_order` that one is asked for.
    """
    if in_this_order:
        without_pole(parts)
    else:
        in_any_order(parts)
    values: list[Expr] = []
    for k, (f, limits) in enumerate(parts):
        values.append((yield from one(f, limits, {**(facts or {}), "part": k + 1, "parts": len(parts)})))
        if values[-1] in DIVERGENT:
            return values[-1]  # one part that diverges is enough
    return values[0] if len(values) == 1 else (yield Stage("sum", tree.total(*values), facts or {}))


def without_pole(parts: Sequence[tuple[Expr, Limits]]) -> None:
    """Errors: `Unsupported` where a denominator is 0 on a curve that goes through the region."""
    for part in parts:
        if (under := pole_inside(*part)) is not None:
            zero = text(equation_of(under))
            raise Unsupported(
                f"cannot do this: the integrand has no value where {zero}, and points of the region lie on both sides of that"
            )


def in_any_order(parts: Sequence[tuple[Expr, Limits]]) -> None:
    """Errors: `Unsupported` where the integral of the absolute value may be infinite, so that each order may have its own value."""
    without_pole(parts)
    if not all(absolute(*part) for part in parts):
        raise Unsupported(
            "cannot do this: the integrand takes both signs, and nothing shows that the integral of its absolute value is finite;"
            " without that the value would depend on the order of integration"
        )


def set_up(problem: Problem, integrand: Expr, region: Sequence[Basic] | None = None) -> Generator[Stage, Expr, Setup]:
    """The limits of the problem's region, or of another one, in the coordinates and the order that it asks for."""
    given = problem.given
    choice, f = read(region or given["region"], problem.variables, integrand, given.get("coordinates"), given.get("order"))
    return (yield from setting_up(choice, f))


def integrated(problem: Problem, integrand: Expr, region: Sequence[Basic] | None = None) -> Generator[Stage, Expr, tuple[Expr, Setup]]:
    """The integral over the region, and its limits."""
    setup = yield from set_up(problem, integrand, region)
    return (yield from evaluated(setup.parts)), setup


def size(problem: Problem, dimension: int, word: str) -> Plan:
    """An area or a volume: the integral of 1."""
    if len(problem.variables) != dimension:
        raise Unsupported(f"cannot do this: this {word} is of a region in {dimension} variables, and there are {len(problem.variables)}")
    value, setup = yield from integrated(problem, S.One)
    return concluded(value, problem, setup.answer)


def concluded(value: Expr, problem: Problem, fields: Mapping[str, object] | None = None) -> Answer:
    """The value as an answer, in the letters of the problem, with fields beside it; or that the integral diverges."""
    if value in DIVERGENT:
        return Answer({"diverges": True}, {"tends_to": value})
    return Answer(answered({"expression": value, **(fields or {})}, problem.symbols))


@dataclass(frozen=True, slots=True)
class Boundary:
    """What is told of a boundary: its inner curves are counted, it is drawn with the field, and its orientation may be our choice."""

    inner: int = 0
    picture: Picture | None = None
    chosen: bool = False


NO_BOUNDARY = Boundary()


@dataclass(frozen=True, slots=True)
class Theorem:
    """A theorem that goes from a closed boundary inside: what it is about, and the words for the boundary and for what it encloses.

    `round_point` is the integral along a small circle or sphere round a point where the field is not smooth.
    """

    dimension: int
    about: str
    boundary: str
    inside: str
    derived: Callable[[Problem], Generator[Stage, Expr, Expr]]  # what is integrated inside, in its stages
    opposite: str  # the orientation that turns the sign: the block of its words too
    round_point: Callable[[Problem, Hole], Generator[Stage, Expr, Expr]]


@dataclass(frozen=True, slots=True)
class Inside:
    """What is known of an inside that has no limits in the usual coordinates: where the field is smooth, and how one integrates over it."""

    smooth: Smooth | None
    integrated: Callable[[Expr], Generator[Stage, Expr, Expr]]


def through(
    theorem: Theorem, problem: Problem, inside: Inside | None = None, boundary: Boundary = NO_BOUNDARY
) -> Generator[Stage, Expr, Expr]:
    """The hypotheses, what is integrated inside, and its integral: the value for the usual orientation.

    The inside is the region of the problem unless another one is given; `boundary` is what is told and drawn of its boundary.
    """
    given, variables = problem.given, problem.variables
    if not len(variables) == len(given["field"]) == theorem.dimension:
        raise Unsupported(f"cannot do this: {theorem.about}")
    smooth = smooth_in(given["field"], given["region"], variables) if inside is None else inside.smooth
    if smooth is None:
        raise Unsupported(f"cannot do this: it is not shown that the field is smooth everywhere inside the {theorem.boundary}")
    points = tuple(h.point for h in smooth.within)
    told = {"everywhere": smooth.whole, "points": points, "away": tuple(h.point for h in smooth.outside), "inner": boundary.inner}
    told["chosen"] = boundary.chosen
    shown = replace(UNSAID, map=boundary.picture)
    yield Stage("hypotheses", Tuple(Vector(*given["field"])), told, kept=True, shown=shown)
    found = yield from theorem.derived(problem)
    if smooth.within:
        if not found.is_zero:
            raise Unsupported(f"cannot do this: inside the {theorem.boundary} there is a point at which the field is not smooth")
        yield Stage("fence", found, {"points": points}, solve=False, equals=found, shown=UNSAID)
        values = []
        for hole in smooth.within:
            values.append((yield from theorem.round_point(problem, hole)))
        return (yield Stage("fenced", tree.total(*values), {"points": points}))
    if found.is_zero:
        return (yield Stage("nothing_inside", found))
    value = yield from (_over(theorem, problem, found) if inside is None else inside.integrated(found))
    if value in DIVERGENT:
        raise Unsupported("cannot do this: the integral diverges")
    return value


def _over(theorem: Theorem, problem: Problem, function: Expr) -> Generator[Stage, Expr, Expr]:
    """The integral of a function over the region of a problem."""
    given = problem.given
    choice, f = read(given["region"], problem.variables, function, given.get("coordinates"))
    if not choice.described.bounded:
        raise Unsupported(f"cannot do this: the {theorem.inside} is unbounded, so no closed {theorem.boundary} is its boundary")
    if not f.free_symbols & set(problem.variables) and (known := known_size(Setup(choice, tuple(parts_of(choice))))) is not None:
        return (yield from _constant_times(f, known, choice))
    setup = yield from setting_up(choice, f)
    return (yield from evaluated(setup.parts))


def _constant_times(f: Expr, known: Known, choice: Choice) -> Generator[Stage, Expr, Expr]:
    """The integral of a constant over a figure whose size everybody knows; the limits are kept for what may be wrong with them."""
    parts, factor = parts_of(choice), choice.described.chart.factor
    whole = tree.total(*(nested(*part) for part in parts))
    yield Stage("as_integral", whole, {"factor_": factor}, solve=False, equals=whole, shown=UNSAID)
    claims = tuple(Claim(known.size, nested(factor, limits)) for _, limits in parts)
    size = yield Stage("known", known.size, {**known.facts, "figure": known.figure, "steady_": f}, claims=claims)
    return (yield Stage("steady", tree.product(f, size), {"steady_": f}))


def opposite_sign(words: str, value: Expr, **facts: object) -> Generator[Stage, Expr, Expr]:
    """The value with the opposite sign; 0 has none."""
    nothing = value is S.Zero
    shown = UNSAID if nothing else PLAIN
    return (yield Stage(words, value if nothing else tree.negative(value), {**facts, "nothing": nothing}, shown=shown))


def oriented(theorem: Theorem, problem: Problem, value: Expr) -> Generator[Stage, Expr, Expr]:
    """The sign turned where the other orientation is asked for."""
    if problem.given.get("orientation") == theorem.opposite:
        value = yield from opposite_sign(theorem.opposite, value)
    return value
