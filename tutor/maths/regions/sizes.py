"""Areas and volumes that everybody knows by a formula: of a rectangle, a triangle, a disc and a part of one, a box, a cylinder, a ball."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sympy import Expr, Integer, Rational, S, pi

from tutor.maths.regions.coordinates import Chart
from tutor.maths.regions.levels import Limits
from tutor.maths.regions.setup import Setup
from tutor.trees import tree


@dataclass(frozen=True, slots=True)
class Known:
    """The figure, the formula with its numbers, held, and what words need."""

    figure: str
    size: Expr
    facts: Mapping[str, object]


def known_size(setup: Setup) -> Known | None:
    """The size of a region that its limits show to be such a figure; None for another one."""
    chart = setup.described.chart
    if len(setup.parts) != 1 or chart.stretched:
        return None
    ((_, limits),) = setup.parts
    letters = {v for v, _, _ in limits}
    if any(e.is_infinite for _, low, high in limits for e in (low, high)):
        return None
    steady = not any(e.free_symbols & letters for _, low, high in limits for e in (low, high))
    if chart.name == "cartesian":
        return _box(limits) if steady and len(limits) > 1 else _triangle(limits)
    return _round(chart, limits) if steady else None


def _box(limits: Limits) -> Known:
    sides = tuple(_length(low, high) for _, low, high in reversed(limits))
    return Known("box" if len(limits) > 2 else "rectangle", tree.product(*sides), {"sides": sides})


def _triangle(limits: Limits) -> Known | None:
    """Strips that are 0 long at one end, and whose lengths grow evenly to the other."""
    if len(limits) != 2:
        return None
    (_, low, high), (x, start, end) = limits
    long = tree.evaluated(high - low)
    lengths = [tree.evaluated(long.subs(x, e)) for e in (start, end)]
    if not long.is_polynomial(x) or not long.diff(x).is_constant(x) or S.Zero not in lengths:
        return None
    base, height = next((e for e in lengths if e is not S.Zero), S.Zero), _length(start, end)
    return Known("triangle", tree.product(Rational(1, 2), base, height), {"base": base, "height": height})


def _round(chart: Chart, limits: Limits) -> Known | None:
    """A disc, the part of one between two rays, a cylinder or a ball about the origin of the coordinates."""
    range_of = {v: (low, high) for v, low, high in limits}
    if chart.radius is None or chart.angle is None or chart.radius not in range_of or chart.angle not in range_of:
        return None
    name, radius, turn = chart.name, range_of[chart.radius], _length(*range_of[chart.angle])
    if radius[0] is not S.Zero:
        return None
    facts = {"radius": radius[1]}
    square = tree.power(radius[1], 2)
    if name == "polar" and turn == 2 * pi:
        return Known("disc", tree.product(pi, square), facts)
    if name == "polar":
        return Known("sector", tree.product(Rational(1, 2), turn, square), {**facts, "turn": turn})
    if turn != 2 * pi:
        return None
    if name == "cylindrical":
        height = _length(*range_of[chart.letters[-1]])
        return Known("cylinder", tree.product(pi, square, height), {**facts, "height": height})
    if chart.tilt is not None and range_of[chart.tilt] == (S.Zero, pi):
        return Known("ball", tree.product(tree.quotient(Integer(4), Integer(3)), pi, tree.power(radius[1], 3)), facts)
    return None


def _length(low: Expr, high: Expr) -> Expr:
    return tree.evaluated(tree.plain(high) - tree.plain(low))
