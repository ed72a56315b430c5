"""The region of a student's limits drawn beside the one that is asked, where they are not the same."""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb
from sympy import Expr, Symbol, cos, sin

from tutor.checking import commas
from tutor.checking.coordinates import Coordinates
from tutor.checking.effort import limited
from tutor.checking.judge import read_answer
from tutor.checking.other_region import other_region
from tutor.checking.question import Question
from tutor.errors import Unreadable
from tutor.page.document import Figure
from tutor.printing.figures.strips import StripMap, TwoRegions
from tutor.reading.answers import Limits
from tutor.reading.build import build, real
from tutor.reading.syntax import Node
from tutor.trees import tree

ZERO, ONE = arb(0), arb(1)
PLANE = 2  # variables of what can be drawn


def drawn_limits(question: Question, answer: str) -> Figure | None:
    """The picture; None where the limits are right, of a solid or run backwards, and where not all is to be said."""
    if question.feedback != "full" or question.shape != "limits":
        return None
    try:
        with limited():
            other = other_region(question, read_answer(question, commas.spoken(answer)).reading)
    except Unreadable:
        return None  # then there is no verdict on limits either
    if other is None or not other.in_order or len(other.here.old) != PLANE:
        return None
    return TwoRegions(_map(other.mine, other.here), _map(other.right, other.there)).figure()


def _map(parts: Sequence[Limits], chart: Coordinates) -> StripMap:
    """Parts in the plane."""
    x, y = map(real, chart.old)
    pieces = tuple((_run(p.ranges[0]), _run(p.ranges[1])) for p in parts)
    return StripMap((x, y), (x, y) if chart.name == "cartesian" else _polar(chart), pieces)


def _polar(chart: Coordinates) -> tuple[Expr, Expr]:
    r, theta = real("r"), real("theta")
    (a, b), (p, q) = ([float(c.mid()) for c in row] for row in (chart.centre or (ZERO, ZERO), chart.stretched or (ONE, ONE)))
    return a + p * r * cos(theta), b + q * r * sin(theta)


def _run(limits: tuple[str, Node, Node]) -> tuple[Symbol, Expr, Expr]:
    v, low, high = limits
    return real(v), _bound(low), _bound(high)


def _bound(node: Node) -> Expr:
    made = build(node)
    assert isinstance(made, Expr)
    return tree.plain(made)
