"""The circulation round a region of the plane by Green's theorem: the integral of the scalar curl over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sympy import Basic, S

from tutor.deriving.over_boundary import circulation, round_hole, with_sizes
from tutor.deriving.over_region import Theorem, oriented, through
from tutor.deriving.over_surface import Stages
from tutor.deriving.topics.curl import rotation
from tutor.deriving.topics.divergence import spreading
from tutor.errors import Unsupported
from tutor.maths.curves.boundary import loops, outline
from tutor.maths.curves.parametrised import curve_of
from tutor.maths.curves.piece import Curve, Piece
from tutor.maths.curves.said import said_of
from tutor.maths.curves.spanning import counterclockwise, enclosed_by
from tutor.maths.fields.domain import Hole
from tutor.maths.regions.reasons import said
from tutor.maths.regions.setup import answered, read
from tutor.model import Answer, Problem
from tutor.printing.figures.flow import FlowMap, Run
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID
from tutor.trees import tree

GREEN = Theorem(2, "Green's theorem is about a field of two components in the plane", "curve", "region", rotation, "clockwise", round_hole)


def _flux_round(problem: Problem, hole: Hole) -> Stages:
    raise Unsupported(f"cannot do this: the field is not smooth at {hole.point}, inside the curve")
    yield


OUTFLOW = Theorem(
    2, "Green's theorem is about a field of two components in the plane", "curve", "region", spreading, "clockwise", _flux_round
)


def plan(problem: Problem) -> Plan:
    """The scalar curl, integrated over what the curve encloses; the circulation round the boundary beside it where both sides are asked."""
    problem = with_region(problem)
    value = yield from through(GREEN, problem)
    if not problem.given.get("both_sides"):
        return Answer(answered({"expression": (yield from oriented(GREEN, problem, value))}, problem.symbols))
    yield Stage("second", value, solve=False, equals=value, shown=UNSAID)
    other = yield from round_region(problem, problem.given["region"])
    yield Stage("agree", other, {"value": value}, equals=value, check=True, solve=False)
    value = yield from oriented(GREEN, problem, value)
    return Answer(answered({"expression": value, "sides": {"inside": value, "boundary": value}}, problem.symbols))


def with_region(problem: Problem) -> Problem:
    """A curve as the region inside of it, and its direction as the orientation."""
    if "curve" not in problem.given:
        return problem
    if len(problem.variables) != 2:
        raise Unsupported("cannot do this: Green's theorem is about a curve of the plane")
    problem, positive = with_sizes(problem)
    curve = curve_of(problem.given["curve"], problem.variables, list(problem.symbols), positive)
    return inside_of(problem, curve)


def inside_of(problem: Problem, curve: Curve, region: tuple[Basic, ...] | None = None) -> Problem:
    """The problem about the region inside of a curve, and its direction as the orientation. Errors: `Unsupported` where it is not seen."""
    given = {**problem.given, "region": region or enclosed_by(curve)}
    if not counterclockwise(curve) and "orientation" not in given:
        given["orientation"] = "clockwise"
    return replace(problem, given=given)


def round_region(problem: Problem, region: Sequence[Basic]) -> Stages:
    """The circulation along the boundary, with the region on the left."""
    choice, _ = read(region, problem.variables, S.One)
    found = loops(outline(choice.described, problem.variables), problem.variables, list(problem.symbols))
    (x, y), (p, q) = problem.variables, map(tree.plain, problem.given["field"])
    picture = FlowMap((x, y), (p, q), tuple(_run(piece) for c in found for piece in c.pieces))
    return (yield from circulation(problem.given["field"], found, {}, picture=picture))


def _run(piece: Piece) -> Run:
    x, y = map(tree.plain, piece.position)
    return x, y, piece.parameter, tree.plain(piece.lower), tree.plain(piece.upper)


def _facts(problem: Problem) -> Mapping[str, object]:
    given = problem.given
    return {
        "said": said(given["region"]) if "region" in given else None,
        "strands": said_of(given["curve"], problem.variables) if "curve" in given else (),
        "asked": given.get("coordinates"),
        "orientation": given.get("orientation", "counterclockwise"),
        "both": bool(given.get("both_sides")),
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
)
