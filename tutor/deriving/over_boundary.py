"""The boundary of a region or a surface as stages: each closed curve by a parameter, and the work of a field along it."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace

from sympy import Basic, Eq, Expr, Gt, Lt, S, Symbol, Tuple, pi

from tutor.maths.curves.along import Stages, work_along
from tutor.maths.curves.parametrised import circle, sizes
from tutor.maths.curves.piece import Curve, CurvePiece
from tutor.maths.curves.said import seen_from
from tutor.maths.curves.sight import faces_eye
from tutor.maths.curves.spanning import counterclockwise
from tutor.maths.fields.domain import Hole
from tutor.model import Claim, Problem, stated
from tutor.printing.figures.picture import Picture
from tutor.rule import Stage
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import CurveIntegral, Dot, Name

SMALL = Symbol("epsilon", positive=True)  # the radius of a circle or a sphere round a point


def sighted(curve: Curve) -> Generator[Stage, Expr, None]:
    """Which way round a curve in space is seen to turn, where a place was named from which it is seen."""
    sight = curve.sight
    if sight is None:
        return
    positive = faces_eye(sight)
    facts = {
        "normal_": sight.normal,
        "toward_": sight.toward,
        "positive_side": positive,
        "seen_": seen_from(sight.view, curve.variables),
        "way": sight.turn,
    }
    along = Dot(sight.normal, sight.toward)
    claim = stated((Gt if positive else Lt)(along, 0, evaluate=False))
    yield Stage("sight", along, facts, claims=(claim,))


def circulation(
    field: Sequence[Expr], curves: Sequence[Curve], facts: Mapping[str, object], claims: Sequence[tuple[Claim, ...]] = (),
    picture: Picture | None = None,
) -> Stages:  # fmt: skip
    """The integral of F · dr round all the curves. `claims` are what is asserted of each piece, in their order."""
    pieces = [(k, p) for k, c in enumerate(curves) for p in c.pieces]
    n = len(pieces)
    plane = len(curves) > 1 and len(curves[0].variables) == 2
    inner = [not counterclockwise(c) if plane else None for c in curves]
    values: list[Expr] = []
    names: list[Expr] = []
    for j, (k, p) in enumerate(pieces):
        letter = "C" if n == 1 else f"C_{j + 1}"
        name = CurveIntegral("work", letter, Name("F"), len(curves[k].pieces) == 1)
        r, rim = Name("r", "", (), (p.parameter,)), _on_circle(p, curves[k].variables)
        told = {
            **facts, "strand_": j + 1, "strands_": n, "loops": len(curves), "how": p.how, "t": p.parameter, "low": p.lower,
            "high": p.upper, "start": Tuple(*p.start), "finish": Tuple(*p.end), "inside_": inner[k], "rim_": rim, **p.about,
        }  # fmt: skip
        mine = (*(claims[j] if claims else ()), *(Claim(p.put_in(e.lhs, curves[k].variables), e.rhs) for e in rim))
        shown = Shown(terms=(r, p.r), map=picture if j == 0 else None)
        yield Stage("edge", p.r, told, r, solve=False, equals=p.r, claims=mine, shown=shown)
        values.append((yield from work_along(p, field, curves[k].variables, name, told)))
        names.append(name)
    if n == 1:
        return values[0]
    return (yield Stage("round", tree.total(*values), {**facts, "names": tree.total(*names)}))


def _on_circle(piece: CurvePiece, variables: Sequence[Symbol]) -> tuple[Eq, ...]:
    """The equations of a circle in space that lies across one of the axes; none of any other curve."""
    if len(variables) != 3 or "radius" not in piece.about:
        return ()
    level = [k for k, c in enumerate(piece.r.args) if piece.parameter not in c.free_symbols]
    if len(level) != 1:
        return ()
    centre, radius = piece.about["centre"], piece.about["radius"]
    squares = (
        tree.power(tree.displacement(v, c), 2) for k, (v, c) in enumerate(zip(variables, centre.args, strict=True)) if k not in level
    )
    flat = (Eq(variables[k], centre.args[k], evaluate=False) for k in level)
    return (Eq(tree.total(*squares), tree.evaluated(radius**2), evaluate=False), *flat)


def round_hole(problem: Problem, hole: Hole) -> Stages:
    """The circulation round a small circle about a point of the plane, counterclockwise."""
    t = Symbol(next(p for p in ("t", "s", "u", "tau") if p not in problem.symbols), real=True)
    centre = tuple(dict(hole.at)[v] for v in problem.variables)
    piece = circle(centre, SMALL, t, "counterclockwise", S.Zero, 2 * pi)
    curve = Curve(problem.variables, (piece,), True, "counterclockwise")
    return (yield from circulation(problem.given["field"], (curve,), {"hole": hole.point}))


def with_sizes(problem: Problem) -> tuple[Problem, tuple[Symbol, ...]]:
    """The problem with the letters of radii and half axes known to be positive, and those letters."""
    twins = sizes(problem.given["curve"], problem.variables)
    if not twins:
        return problem, ()
    given = {name: _in(twins, value) for name, value in problem.given.items()}
    return replace(problem, given=given), tuple(twins.values())


def _in(twins: Mapping[Symbol, Symbol], value: object) -> object:
    match value:
        case Basic():
            return tree.substitute(value, twins)
        case tuple():
            return tuple(_in(twins, v) for v in value)
    return value
