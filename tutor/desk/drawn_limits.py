"""The region of a student's limits drawn beside the one that is asked, where they are not the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from flint import arb
from sympy import Eq, Expr, Rational, Symbol, atan2, cos, pi, sin

from tutor.checking import commas
from tutor.checking.coordinates import LETTERS, Coordinates
from tutor.checking.effort import limited
from tutor.checking.judge import read_answer
from tutor.checking.opinion import Domain
from tutor.checking.other_region import OtherRegion, apart, other_region
from tutor.checking.question import Question
from tutor.errors import Unreadable
from tutor.page.document import Figure
from tutor.printing.figures.strips import Run, StripMap, TwoRegions
from tutor.reading.answers import Limits
from tutor.reading.build import build, real
from tutor.reading.syntax import Node
from tutor.trees import tree

ZERO, ONE = arb(0), arb(1)
PLANE = 2  # variables of what can be drawn: of a solid a cut or its shadow
NOWHERE: Mapping[Symbol, Expr] = {}


def drawn_limits(question: Question, answer: str) -> Figure | None:
    """The picture; None where the limits are right or run backwards, and where not all is to be said."""
    if question.feedback != "full" or question.shape != "limits":
        return None
    try:
        with limited():
            other = other_region(question, read_answer(question, commas.spoken(answer)).reading)
    except Unreadable:
        return None  # then there is no verdict on limits either
    if other is None or not other.in_order:
        return None
    if len(other.here.old) == PLANE:
        return TwoRegions(_map(other.mine, other.here), _map(other.right, other.there)).figure()
    return _cut(other) or _shadows(other, question.domain)


def _map(parts: Sequence[Limits], chart: Coordinates) -> StripMap:
    """Parts in the plane."""
    x, y = map(real, chart.old[:PLANE])
    pieces = tuple((_run(p.ranges[0]), _run(p.ranges[1])) for p in parts)
    return StripMap((x, y), (x, y) if chart.name == "cartesian" else _polar(chart), pieces)


def _cut(other: OtherRegion) -> Figure | None:
    """Both solids cut where the outermost variable of both has its value at a point that one of them holds; none where one is not met."""
    sides = ((other.mine, other.here), (other.right, other.there))
    name, *more = {p.ranges[-1][0] for parts, _ in sides for p in parts}
    chart, *others = {chart.name: chart for _, chart in sides}.values()
    if more or others:
        return None
    v, values = real(name), _values(other.at, name, chart)
    drawn = []
    for parts, _ in sides:
        met = [(p, a) for p in parts for a in values if float(_bound(p.ranges[-1][1])) < float(a) < float(_bound(p.ranges[-1][2]))]
        drawn.append(_section(chart, name, tuple((_run(p.ranges[0], {v: a}), _run(p.ranges[1], {v: a})) for p, a in met)))
        at = met[0][1] if met else None
    return TwoRegions(drawn[0], drawn[1], "cut", Eq(v, at, evaluate=False)).figure() if all(d.pieces for d in drawn) else None


def _values(at: Mapping[str, Fraction], name: str, chart: Coordinates) -> list[Expr]:
    """What a coordinate may be at a point: an angle with a turn more or less."""
    old = {v: Rational(x.numerator, x.denominator) for v, x in at.items()}
    if chart.name == "cartesian":
        return [old[name]]
    angle = atan2(*(old[v] for v in chart.old[1::-1]))
    return [angle + 2 * k * pi for k in (0, 1, -1)] if name == "theta" else []


def _section(chart: Coordinates, name: str, pieces: tuple[tuple[Run, Run], ...]) -> StripMap:
    """A plane of a solid: across its outermost variable, or through its axis."""
    if chart.name == "cartesian":
        x, y = (real(v) for v in chart.old if v != name)
        return StripMap((x, y), (x, y), pieces)
    r, z, rho, phi = real("r"), real(chart.old[-1]), real("rho"), real("phi")
    return StripMap((r, z), (r, z) if chart.name == "cylindrical" else (rho * sin(phi), rho * cos(phi)), pieces)


def _shadows(other: OtherRegion, domain: Domain) -> Figure | None:
    """What both solids are above, where the outer limits of both are of one plane and not the same there."""
    mine, here = _flat(other.mine, other.here)
    asked, there = _flat(other.right, other.there)
    if here is None or there is None or here.old != there.old or not apart(mine, here, asked, there, domain)[0]:
        return None
    return TwoRegions(_map(mine, here), _map(asked, there), "shadow").figure()


def _flat(parts: Sequence[Limits], chart: Coordinates) -> tuple[list[Limits], Coordinates | None]:
    """The outer limits of a solid with the coordinates of their plane; none where they are of no usual ones."""
    outer = {v for p in parts for v, *_ in p.ranges[1:]}
    flat = [replace(p, ranges=p.ranges[1:]) for p in parts]
    if chart.name == "cartesian" and len(outer) == PLANE:
        return flat, Coordinates("cartesian", tuple(v for v in chart.old if v in outer))
    round_ = chart.name == "cylindrical" and outer == {chart.letter(n) for n in LETTERS["polar"]}
    return flat, Coordinates("polar", chart.old[:PLANE], chart.centre, chart.stretched, chart.instead) if round_ else None


def _polar(chart: Coordinates) -> tuple[Expr, Expr]:
    r, theta = real(chart.letter("r")), real(chart.letter("theta"))
    (a, b), (p, q) = ([float(c.mid()) for c in row] for row in (chart.centre or (ZERO, ZERO), chart.stretched or (ONE, ONE)))
    return a + p * r * cos(theta), b + q * r * sin(theta)


def _run(limits: tuple[str, Node, Node], at: Mapping[Symbol, Expr] = NOWHERE) -> Run:
    v, low, high = limits
    return real(v), _bound(low).subs(at), _bound(high).subs(at)


def _bound(node: Node) -> Expr:
    made = build(node)
    assert isinstance(made, Expr)
    return tree.plain(made)
