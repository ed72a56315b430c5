"""The circulation round a region of the plane by Green's theorem: the integral of the scalar curl over it."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace

from sympy import Basic, Expr, S, Tuple

from tutor.deriving import named
from tutor.deriving.by_rays import by_rays
from tutor.deriving.over_boundary import circulation, round_hole, with_sizes
from tutor.deriving.over_region import Boundary, Inside, Theorem, oriented, through
from tutor.deriving.over_surface import Stages
from tutor.deriving.topics.curl import rotation
from tutor.deriving.topics.divergence import spreading
from tutor.errors import Unsupported
from tutor.maths.curves.along import held
from tutor.maths.curves.boundary import loops, outline
from tutor.maths.curves.parametrised import curve_of
from tutor.maths.curves.piece import Curve, CurvePiece
from tutor.maths.curves.said import said_of
from tutor.maths.curves.spanning import counterclockwise, enclosed_by
from tutor.maths.curves.swept import smooth_inside, swept
from tutor.maths.fields.domain import Hole
from tutor.maths.fields.inside import continuous_in, smooth_in
from tutor.maths.regions.reasons import said
from tutor.maths.regions.setup import answered, read
from tutor.model import Answer, Claim, Problem
from tutor.printing.figures.flow import FlowMap, Run
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID
from tutor.trees import tree
from tutor.trees.heads import Vector

GREEN = Theorem(2, "Green's theorem is about a field of two components in the plane", "curve", "region", rotation, "clockwise", round_hole)


def _flux_round(problem: Problem, hole: Hole) -> Stages:
    raise Unsupported(f"cannot do this: the field is not smooth at {hole.point}, inside the curve")
    yield


OUTFLOW = Theorem(
    2, "Green's theorem is about a field of two components in the plane", "curve", "region", spreading, "clockwise", _flux_round
)


def plan(problem: Problem) -> Plan:
    """The scalar curl, integrated over what the curve encloses; the circulation round the boundary beside it where both sides are asked."""
    if "curve" in problem.given:
        problem, curve = _with_curve(problem)
        region, forward = _region_of(curve), _counterclockwise(curve)
        value = yield from inside_curve(GREEN, problem, curve, region)
        if region is None and not problem.given.get("both_sides"):
            whole = tree.total(*(held(p, problem.given["field"], problem.variables) for p in forward.pieces))
            yield Stage("along_curve", whole, equals=value, check=True, solve=False, optional=True)
        other = circulation(problem.given["field"], (forward,), {})
    else:
        edges = _boundary(problem)
        smooth = yield from _without_own(problem)
        value = yield from through(GREEN, smooth, boundary=Boundary(max(len(edges) - 1, 0), _picture(problem, edges)))
        other = round_region(problem, problem.given["region"])
    if not problem.given.get("both_sides"):
        return Answer(answered({"expression": (yield from oriented(GREEN, problem, value))}, problem.symbols))
    yield Stage("second", value, solve=False, equals=value, shown=UNSAID)
    direct = yield from other
    turned = yield from oriented(GREEN, problem, value)
    facts = {"value": value, "asked_": turned if problem.given.get("orientation") == GREEN.opposite else None}
    yield Stage("agree", direct, facts, equals=value, check=True, solve=False)
    first = None if facts["asked_"] is None else value
    return Answer(answered({"expression": turned, "sides": {"inside": turned, "boundary": turned}}, problem.symbols), {"first": first})


def _without_own(problem: Problem) -> Generator[Stage, Expr, Problem]:
    """Without what of P depends on x alone, and of Q on y, where only that is not smooth: round a closed curve it adds nothing."""
    field, region, variables = problem.given["field"], problem.given["region"], problem.variables
    if not len(field) == len(variables) == 2 or smooth_in(field, region, variables) is not None:
        return problem
    own: list[Expr] = []
    rest: list[Expr] = []
    for e, v in zip(field, variables, strict=True):
        mine = [t for t in tree.terms(e) if t.free_symbols & {*variables} == {v} and smooth_in((t,), region, variables) is None]
        own.append(tree.total(*mine))
        rest.append(tree.total(*(t for t in tree.terms(e) if t not in mine)))
    if smooth_in(rest, region, variables) is None or not all(continuous_in(tree.plain(f), region, variables) for f in own):
        return problem
    told = tuple({"part": f, "variable": v} for f, v in zip(own, variables, strict=True) if f != 0)
    claims = tuple(Claim(e, tree.total(f, g)) for e, f, g in zip(field, own, rest, strict=True))
    yield Stage("own", Tuple(Vector(*rest)), {"own": told, "rest": Vector(*rest)}, kept=True, shown=UNSAID, claims=claims)
    return replace(problem, given={**problem.given, "field": tuple(rest)})


def inside_curve(theorem: Theorem, problem: Problem, curve: Curve, region: tuple[Basic, ...] | None = None) -> Stages:
    """What a theorem says of a curve, for the direction counterclockwise: by the region that it encloses, else by rays."""
    region = region or _region_of(curve)
    chosen = curve.turn is not None and not curve.said and "orientation" not in problem.given
    boundary = Boundary(0, _picture(problem, (_counterclockwise(curve),)), chosen)
    if region is not None:
        problem = replace(problem, given={**problem.given, "region": region})
        smooth = (yield from _without_own(problem)) if theorem is GREEN else problem
        return (yield from through(theorem, smooth, boundary=boundary))
    inside = Inside(smooth_inside(problem.given["field"], curve), lambda f: _by_rays(f, curve, problem))
    return (yield from through(theorem, problem, inside, boundary))


def _by_rays(function: Expr, curve: Curve, problem: Problem) -> Stages:
    return (yield from by_rays(function, swept(curve, list(problem.symbols)), problem.variables))


def _region_of(curve: Curve) -> tuple[Basic, ...] | None:
    """The region that a curve encloses, where one sees inequalities of it. Errors: `Unsupported` where the curve is not closed."""
    if not curve.closed:
        raise Unsupported("cannot do this: the curve is not closed, so it encloses nothing")
    try:
        return enclosed_by(curve)
    except Unsupported:
        return None


def _with_curve(problem: Problem) -> tuple[Problem, Curve]:
    """The curve of a problem, and its direction as the orientation."""
    if len(problem.variables) != 2:
        raise Unsupported("cannot do this: Green's theorem is about a curve of the plane")
    problem, positive = with_sizes(problem)
    curve = curve_of(problem.given["curve"], problem.variables, list(problem.symbols), positive)
    return with_turn(problem, curve), curve


def with_turn(problem: Problem, curve: Curve) -> Problem:
    """The direction of a curve as the orientation of a problem that has none. Errors: `Unsupported` where it is not seen."""
    if not curve.closed:
        raise Unsupported("cannot do this: the curve is not closed, so it encloses nothing")
    if counterclockwise(curve) or "orientation" in problem.given:
        return problem
    return replace(problem, given={**problem.given, "orientation": "clockwise"})


def _counterclockwise(curve: Curve) -> Curve:
    """A curve in that direction."""
    return curve if counterclockwise(curve) else _turned(curve)


def _turned(curve: Curve) -> Curve:
    """A curve in the other direction."""
    return replace(curve, pieces=tuple(replace(p, lower=p.upper, upper=p.lower) for p in reversed(curve.pieces)))


def _boundary(problem: Problem) -> tuple[Curve, ...]:
    """The curves round the region; none where they are not seen."""
    try:
        choice, _ = read(problem.given["region"], problem.variables, S.One)
        return tuple(loops(outline(choice.described, problem.variables), problem.variables, list(problem.symbols)))
    except Unsupported:
        return ()


def _picture(problem: Problem, curves: Sequence[Curve]) -> FlowMap | None:
    """The field with curves that have the region on their left, in the direction that is asked for.

    None where there are none, or the field is not one of the plane, which the theorem then says.
    """
    if len(problem.given["field"]) != 2:
        return None
    (x, y), (p, q) = problem.variables, map(tree.plain, problem.given["field"])
    asked = map(_turned, curves) if problem.given.get("orientation") == GREEN.opposite else curves
    runs = tuple(_run(piece) for c in asked for piece in c.pieces)
    return FlowMap((x, y), (p, q), runs, Vector(*problem.given["field"])) if runs else None


def round_region(problem: Problem, region: Sequence[Basic]) -> Stages:
    """The circulation along the boundary, with the region on the left."""
    choice, _ = read(region, problem.variables, S.One)
    found = loops(outline(choice.described, problem.variables), problem.variables, list(problem.symbols))
    return (yield from circulation(problem.given["field"], found, {}))


def _run(piece: CurvePiece) -> Run:
    x, y = map(tree.plain, piece.position)
    return x, y, piece.parameter, tree.plain(piece.lower), tree.plain(piece.upper)


def _facts(problem: Problem) -> Mapping[str, object]:
    given = problem.given
    return {
        "said": said(given["region"]) if "region" in given else None,
        "strands": said_of(given["curve"], problem.variables) if "curve" in given else (),
        "asked": given.get("coordinates"),
        "orientation": given.get("orientation", "counterclockwise"),
        "turned": given.get("orientation") if all(not s.turn for s in given.get("curve", ())) else None,
        "both": bool(given.get("both_sides")),
        "let_curve": named.of_curve(problem),
    }


TOPIC = Topic(
    "Green's theorem",
    (
        Field("field", "functions"),
        Field("region", "region", required=False),
        Field("curve", "curve", required=False),
        Field("parameter", "run", required=False),
        Field("orientation", "choice", required=False, choices=("counterclockwise", "clockwise")),
        Field("coordinates", "choice", required=False, choices=("cartesian", "polar")),
        Field("both_sides", "flag", required=False),
    ),
    plan,
    ("expression", "sides"),
    one_of=(("region", "curve"),),
    defined_there=False,
    facts=_facts,
    boxed=lambda problem, _: named.circulation(problem),
    curve_turns=False,
)
