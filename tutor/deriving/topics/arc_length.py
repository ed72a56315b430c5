"""The length of a curve: the integral of its speed, piece by piece."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence

from sympy import Expr, Integer, S, Symbol, Tuple

from tutor.deriving.over_boundary import with_sizes
from tutor.deriving.topics.line_integral import parametrised
from tutor.maths.curves.along import forwards, in_parameter, speed_of, taken_on, within
from tutor.maths.curves.parametrised import curve_of
from tutor.maths.curves.said import said_of
from tutor.maths.regions.setup import answered
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees import tree
from tutor.trees.heads import Name


def plan(problem: Problem) -> Plan:
    """Velocity, speed, and the integral of the speed."""
    problem, positive = with_sizes(problem)
    curve = curve_of(problem.given["curve"], problem.variables, list(problem.symbols), positive)
    n = len(curve.pieces)
    lengths: list[Expr] = []
    for k, piece in enumerate(map(forwards, curve.pieces), start=1):
        facts = {"part": k, "parts": n, "start": Tuple(*piece.start), "finish": Tuple(*piece.end)}
        yield parametrised(piece, curve, facts)
        speed = yield from speed_of(piece, facts)
        lengths.append((yield from in_parameter(piece, speed, Name("L", "", () if n == 1 else (Integer(k),)), facts)))
    if n == 1:
        return Answer(answered({"expression": lengths[0]}, problem.symbols))
    return Answer(answered({"expression": (yield Stage("sum", tree.total(*lengths), {}, Name("L")))}, problem.symbols))


def by_length(
    problem: Problem, positive: tuple[Symbol, ...], weights: Sequence[tuple[Expr, Mapping[str, object]]]
) -> Generator[Stage, Expr, list[Expr]]:
    """The integrals of functions by arc length over the problem's curve; each comes with facts for the words of its stages.

    `positive` are the letters of radii and half axes, as `with_sizes` finds them.
    """
    curve = curve_of(problem.given["curve"], problem.variables, list(problem.symbols), positive)
    n = len(curve.pieces)
    rows: list[list[Expr]] = [[] for _ in weights]
    for k, piece in enumerate(map(forwards, curve.pieces), start=1):
        facts = {"part": k, "parts": n, "start": Tuple(*piece.start), "finish": Tuple(*piece.end)}
        yield parametrised(piece, curve, facts)
        speed = yield from speed_of(piece, facts)
        for row, (f, told) in zip(rows, weights, strict=True):
            there = f
            if f.free_symbols & set(problem.variables):
                there = yield from taken_on(piece, f, problem.variables, Name("f", "scalar"), {**facts, **told})
            whole = there if speed is S.One else speed if there is S.One else tree.product(there, speed)
            if S.One not in (there, speed):
                whole = yield Stage("weighed", whole, {**facts, **told}, conditions=within(piece, whole))
            row.append((yield from in_parameter(piece, whole, None, {**facts, **told})))
    out: list[Expr] = []
    for row, (_, told) in zip(rows, weights, strict=True):
        out.append(row[0] if n == 1 else (yield Stage("total", tree.total(*row), told)))
    return out


def _facts(problem: Problem) -> Mapping[str, object]:
    return {"strands": said_of(problem.given["curve"], problem.variables)}


TOPIC = Topic(
    "Arc length",
    (Field("curve", "curve"), Field("parameter", "run", required=False)),
    plan,
    ("expression",),
    facts=_facts,
)
