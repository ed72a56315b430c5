"""Stokes' theorem: the flux of the curl through a surface is the circulation round its boundary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sympy import Eq, Expr, S, Symbol, Tuple

from tutor.deriving import named
from tutor.deriving.over_boundary import circulation, sighted, with_sizes
from tutor.deriving.over_surface import Facts, NormalSide, Stages, faced, flux_through, held_flux, parametrised, pictured, side_sign
from tutor.deriving.topics.curl import rotation
from tutor.errors import Unsupported
from tutor.maths.curves.along import held
from tutor.maths.curves.boundary import cancelled, loops, rim
from tutor.maths.curves.closing import closed
from tutor.maths.curves.parametrised import curve_of
from tutor.maths.curves.piece import Curve
from tutor.maths.curves.said import said_of as strands_of
from tutor.maths.curves.spanning import counterclockwise, spanned
from tutor.maths.fields.domain import domain_of
from tutor.maths.regions.setup import answered
from tutor.maths.surfaces.pieces import Surface, surface_of, with_positive
from tutor.maths.surfaces.said import said_of
from tutor.model import Answer, Claim, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID
from tutor.trees import tree
from tutor.trees.heads import Vector

ORIENTATIONS = ("upward", "downward", "outward", "inward")


def plan(problem: Problem) -> Plan:
    """From a surface to its boundary, or from a curve to a surface that it bounds; both sides where they are asked."""
    given, variables = problem.given, problem.variables
    if len(variables) != 3 or len(given["field"]) != 3:
        raise Unsupported("cannot do this: Stokes' theorem is about a field of three components in space")
    if "curve" in given:
        problem, positive = with_sizes(problem)
        given = problem.given
        curve = curve_of(given["curve"], variables, list(problem.symbols), positive)
        value = yield from across(problem, curve)
        other = circulation(given["field"], (curve,), {})
    else:
        given, positive = with_positive(given, variables)
        problem = replace(problem, given=given)
        surface = closed(surface_of(given["surface"], variables), variables)
        value = yield from around(problem, surface, positive)
        other = curl_through(problem, surface)
    if not given.get("both_sides"):
        return Answer(answered({"expression": value}, problem.symbols))
    yield Stage("second", value, {"curve_": "curve" in given}, solve=False, equals=value, shown=UNSAID)
    direct = yield from other
    yield Stage("agree", direct, {"value": value, "asked_": None}, equals=value, check=True, solve=False)
    return Answer(answered({"expression": value, "sides": {"inside": value, "boundary": value}}, problem.symbols))


def sides_of(problem: Problem, surface: Surface) -> list[NormalSide | None]:
    """The side of each piece to which its normal points: as asked, out of a solid where the pieces bound one."""
    wanted = problem.given.get("orientation")
    if isinstance(wanted, Vector):
        return [NormalSide("vector", wanted) for _ in surface.patches]
    given = any(p.how == "given" for p in surface.patches)
    if surface.faces and wanted in (("outward", "inward") if given else (None, "outward", "inward")):
        return [NormalSide(wanted or "outward", f.outward) for f in surface.faces]
    return [None if wanted is None else NormalSide(wanted) for _ in surface.patches]


def around(problem: Problem, surface: Surface, positive: tuple[Symbol, ...] = ()) -> Stages:
    """The circulation round the boundary of a surface, in the direction that belongs to its normal."""
    field, variables = problem.given["field"], problem.variables
    _must_be_smooth(problem)
    sides = sides_of(problem, surface)
    signs = [side_sign(p, s, variables) for p, s in zip(surface.patches, sides, strict=True)]
    edges = [
        e for p, sign in zip(surface.patches, signs, strict=True) for e in (rim(p) if sign == 1 else [e.reversed for e in reversed(rim(p))])
    ]
    curves = loops(cancelled(edges), variables, list(problem.symbols))
    facts = {"orientation": problem.given.get("orientation"), "loops": len(curves), "positive_": positive}
    told, seen = _taken(surface, sides, variables)
    about = {
        **facts,
        "from_surface": True,
        "chosen": False,
        "by": {**told, **_seen(surface, curves, variables), "curve": named.of_curve(problem)},
    }
    yield Stage("stokes", Tuple(Vector(*field)), about, kept=True, claims=seen, shown=UNSAID)
    if not curves:
        return (yield Stage("no_rim", S.Zero, facts, solve=False, equals=S.Zero))
    equations = [p.equation for p in surface.patches if isinstance(p.equation, Eq)]
    claims = [_on(equations[0], c, k) if len(surface.patches) == 1 and equations else () for c in curves for k in range(len(c.pieces))]
    rims = tuple((p.position, p.parameter, p.lower, p.upper) for c in curves for p in c.pieces)
    picture = pictured(surface.patches, signs, variables, rims)
    value = yield from circulation(field, curves, facts, claims, picture)
    if problem.given.get("both_sides"):
        return value
    curl = _curl(problem)
    goal = tree.total(*(held_flux(p, curl, sign, variables) for p, sign in zip(surface.patches, signs, strict=True)))
    yield Stage("through_surface", goal, {**facts, "value": value}, equals=value, check=True, solve=False, optional=True)
    return value


def _taken(surface: Surface, sides: Sequence[NormalSide | None], variables: tuple[Symbol, ...]) -> tuple[Facts, tuple[Claim, ...]]:
    """The normal of a surface, where it is said: that of its parameters where no side is asked for, and where this points."""
    if any(side is not None for side in sides):
        return {"faced": sides[0].word if sides[0] is not None else None, "tangents": None}, ()
    if len(surface.patches) > 1:
        return {"faced": None, "tangents": None}, ()
    (patch,) = surface.patches
    told, claims = faced(patch, variables)
    return {**told, "tangents": patch.tangents if patch.how == "given" or told["faced"] is None else None}, claims


def _seen(surface: Surface, curves: Sequence[Curve], variables: tuple[Symbol, ...]) -> Facts:
    """Which way round a boundary of one curve runs, as seen from where a height is large; nothing where it encloses no area there."""
    patch = surface.patches[0]
    if len(curves) != 1 or len(surface.patches) > 1 or patch.how == "given":
        return {"way": None}
    height = patch.about["height"] if patch.how == "graph" else variables[-1]
    k = variables.index(height)
    try:
        left = counterclockwise(curves[0], (variables[k - 2], variables[k - 1]))
    except Unsupported:
        return {"way": None}
    return {"way": "counterclockwise" if left else "clockwise", "from_": height, "above": height == variables[-1]}


def _on(equation: Eq, curve: Curve, k: int) -> tuple[Claim, ...]:
    piece = curve.pieces[k]
    left, right = (piece.put_in(side, curve.variables) for side in equation.args)
    return (Claim(left, right),)


def across(problem: Problem, curve: Curve) -> Stages:
    """The flux of the curl through a surface that a closed curve bounds."""
    field, variables = problem.given["field"], problem.variables
    _must_be_smooth(problem)
    yield from sighted(curve)
    found = spanned(curve)
    side = _toward(found.upward, variables.index(found.height), len(variables))
    facts = {"patch": found.patch, "face": 1, "faces": 1, "cap": False}
    chosen = not curve.said and all("v" in p.about for p in curve.pieces)  # two equations give a curve no direction
    about = {"from_surface": False, "height": found.height, "up": found.upward, "chosen": chosen}
    yield Stage("stokes", Tuple(Vector(*field)), about, kept=True, shown=UNSAID)
    curl = yield from rotation(problem)
    if all(c.is_zero for c in curl.args):
        return (yield Stage("no_curl", S.Zero, facts, solve=False, equals=S.Zero))
    yield from parametrised(found.patch, variables, facts)
    value = yield from flux_through(found.patch, Vector(*curl.args), side, variables, facts, curl=True)
    if problem.given.get("both_sides"):
        return value
    whole = tree.total(*(held(p, field, variables) for p in curve.pieces))
    yield Stage("along_curve", whole, {**facts, "value": value}, equals=value, check=True, solve=False, optional=True)
    return value


def _toward(upward: bool, k: int, n: int) -> NormalSide:
    """The side of growing height, or the other."""
    if k == n - 1:
        return NormalSide("upward" if upward else "downward")
    sign = S.One if upward else S.NegativeOne
    return NormalSide("vector", Vector(*(sign if j == k else S.Zero for j in range(n))))


def curl_through(problem: Problem, surface: Surface, positive: tuple[Symbol, ...] = ()) -> Stages:
    """The flux of the curl, piece by piece."""
    curl = yield from rotation(problem)
    values: list[Expr] = []
    n = len(surface.patches)
    for k, (patch, side) in enumerate(zip(surface.patches, sides_of(problem, surface), strict=True)):
        facts = {"patch": patch, "face": k + 1, "faces": n, "cap": False, "positive_": positive if k == 0 else ()}
        yield from parametrised(patch, problem.variables, facts)
        values.append((yield from flux_through(patch, Vector(*curl.args), side, problem.variables, facts, curl=True)))
    return values[0] if n == 1 else (yield Stage("all_faces", tree.total(*values)))


def _must_be_smooth(problem: Problem) -> None:
    if not domain_of(problem.given["field"], problem.variables).is_whole:
        raise Unsupported("cannot do this: it is not shown that the field is smooth on a surface with this boundary")


def _curl(problem: Problem) -> tuple[Expr, Expr, Expr]:
    """The curl, worked out."""
    p, q, r = map(tree.plain, problem.given["field"])
    x, y, z = problem.variables
    return r.diff(y) - q.diff(z), p.diff(z) - r.diff(x), q.diff(x) - p.diff(y)


def _facts(problem: Problem) -> Mapping[str, object]:
    given = problem.given
    return {
        "field_": Vector(*given["field"]),
        "sheets": said_of(given["surface"], problem.variables) if "surface" in given else (),
        "strands": strands_of(given["curve"], problem.variables) if "curve" in given else (),
        "orientation": given.get("orientation"),
        "both": bool(given.get("both_sides")),
        "let_surface": named.of_surface(problem) if "surface" in given else None,
        "let_curve": named.of_curve(problem),
    }


TOPIC = Topic(
    "Stokes' theorem",
    (
        Field("field", "functions"),
        Field("surface", "patch", required=False),
        Field("curve", "curve", required=False),
        Field("parameter", "run", required=False),
        Field("limits", "limits", required=False),
        Field("region", "region", required=False),
        Field("orientation", "side_of_surface", required=False, choices=ORIENTATIONS),
        Field("both_sides", "flag", required=False),
    ),
    plan,
    ("expression", "sides"),
    one_of=(("surface", "curve"),),
    defined_there=False,
    facts=_facts,
    boxed=lambda problem, _: named.circulation(problem) if "curve" in problem.given else named.through_surface(problem, curled=True),
)
