"""The length of a curve: the integral of its speed, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Expr, Integer, Tuple

from tutor.deriving.over_boundary import with_sizes
from tutor.deriving.topics.line_integral import parametrised
from tutor.maths.curves.along import forwards, in_parameter, speed_of
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


def _facts(problem: Problem) -> Mapping[str, Any]:
    return {"strands": said_of(problem.given["curve"], problem.variables)}


TOPIC = Topic(
    "Arc length",
    (Field("curve", "curve"), Field("parameter", "run", required=False)),
    plan,
    ("expression",),
    facts=_facts,
)
