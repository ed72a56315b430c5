"""A level curve in the plane with its tangent and its normal line at a point, along the gradient."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sympy import Expr, S, Symbol

from tutor.page.document import Figure, Inlines, Math, Text
from tutor.page.drawing import Curve, Deferred, Point, Shape, Stroke
from tutor.page.layout import Row, Words
from tutor.printing.figures.lines import Line, level_lines
from tutor.printing.figures.numeric import PlaneFunction, field, numbers
from tutor.printing.figures.plane import FRAME, Plane
from tutor.printing.figures.typeset import typeset
from tutor.printing.figures.window import Place, Window, about, around
from tutor.printing.figures.wording import LINE, compass, coordinates, equation, nearly, shown_part, small
from tutor.trees.heads import Name, Vector

LENGTH = 3.4  # ems: the gradient is drawn with this length whatever its own is
ROOM = 0.12  # of the curve's size, left free on each side for the arrow
RIGHT = 0.5  # ems: the side of the little square that says that an angle is right
CURVE, MAIN, OTHER = Stroke("heavy"), Stroke("normal", ink="accent"), Stroke("thin", "dashed")
ARROW = Stroke("heavy", ink="accent")


@dataclass(frozen=True, slots=True)
class TangentMap:
    """The curve on which a function of two variables is 0, with a point on it, the gradient there, and the line that is asked for."""

    function: Expr
    letter: str
    point: tuple[tuple[Symbol, Expr], ...]
    gradient: Vector
    line: Literal["tangent", "normal"] = "tangent"

    def figure(self) -> Figure | None:
        """The picture; None where it would show nothing: not two variables, letters left over, no gradient."""
        variables = tuple(s for s, _ in self.point)
        made = field(self.function, variables)
        here, slope = numbers(a for _, a in self.point), numbers(self.gradient.args)
        if made is None or here is None or slope is None or math.hypot(*slope) == 0:
            return None
        at, across = (here[0], here[1]), (slope[0], slope[1])
        window = self._window(made, at)
        plane = Plane(window, variables)

        def draw() -> tuple[Shape, ...]:
            return self._drawn(plane, made, at, across)

        return Figure(Deferred(*plane.size, draw), self._caption(), tuple(self._facts(window, variables, at, across)))

    def _window(self, made: PlaneFunction, at: Place) -> Window:
        """All of the curve where it is bounded and the point can be told apart on it, else what is near the point."""
        near = about([at], 2.0)
        found = zero_window(made, near)
        return near if found is None or not found.holds(at) else found.grown(ROOM).snapped()

    def _drawn(self, plane: Plane, made: PlaneFunction, at: Place, slope: Place) -> tuple[Shape, ...]:
        plane.lines(level_lines(made, plane.window, [0.0])[0], CURVE)
        tangent, normal = _across(plane.window, at, (-slope[1], slope[0])), _across(plane.window, at, slope)
        if self.line == "tangent":
            plane.lines([tangent], MAIN, Words("tangent"))
        else:
            plane.lines([tangent], OTHER, Words("tangent"))
            plane.lines([normal], MAIN, Words("normal"))
        centre, up = plane.on_page(at), plane.way(slope)
        side = plane.way((-slope[1], slope[0]))
        corners: list[Point] = [up, (up[0] + side[0], up[1] + side[1]), side]
        plane.over(Curve(tuple((centre[0] + RIGHT * x, centre[1] + RIGHT * y) for x, y in corners), FRAME))
        plane.arrow(centre, up, LENGTH, ARROW, Name(self.letter, "∇"), "accent")
        plane.mark(at, "min", small([a for _, a in self.point], 0.85))
        return plane.shapes()

    def _curve(self) -> Row:
        """F(x, y) = 0, with the formula of F where it is short."""
        shown = equation(self.function, S.Zero)
        if typeset(shown).width <= LINE:
            return shown
        return equation(Name(self.letter, "scalar", (), [s for s, _ in self.point]), S.Zero)

    def _caption(self) -> Inlines:
        lines = "its tangent" if self.line == "tangent" else "its normal line, and its tangent dashed,"
        return (
            Text("The curve "), Math(self._curve()), Text(f" (heavy), {lines} at "), Math(coordinates(a for _, a in self.point)),
            Text(", and the gradient there, which is perpendicular to it."),
        )  # fmt: skip

    def _facts(self, window: Window, variables: tuple[Symbol, ...], at: Place, slope: Place) -> Iterator[Inlines]:
        yield shown_part(window, variables)
        exact = coordinates(a for _, a in self.point)
        runs = _run((-slope[1], slope[0]))
        yield (Text("The curve "), Math(self._curve()), Text(" goes through "), Math(exact), Text(f", {runs} there."))
        yield (Text("The tangent is the straight line through that point"), *_slope((-slope[1], slope[0])), Text("."))
        if self.line == "normal":
            yield (Text("The normal line crosses it there at a right angle"), *_slope(slope), Text("."))
        named = equation(Name(self.letter, "∇", (), [a for _, a in self.point]), self.gradient)
        yield (
            Text("The arrow from the point is the gradient "), Math(named),
            Text(f", {compass(slope)}, at a right angle to the tangent. It is not drawn to scale."),
        )  # fmt: skip


def zero_window(made: PlaneFunction, near: Window) -> Window | None:
    """The rectangle in which the curve lies on which a function is 0; None where it is not seen to be bounded."""

    def touches(cell: Window) -> bool:
        values = [made.at(x, y) for x in (cell.left, cell.right) for y in (cell.bottom, cell.top)]
        known = [v for v in values if v is not None]
        return len(known) == len(values) and min(known) <= 0 <= max(known)

    return around(near, touches)


def _run(way: Place) -> str:
    """How a curve runs along a direction, seen from left to right."""
    dx, dy = way if way[0] >= 0 else (-way[0], -way[1])
    if abs(dy) < 0.02 * abs(dx):
        return "level"
    if abs(dx) < 0.02 * abs(dy):
        return "upright"
    return "rising to the right" if dy > 0 else "falling to the right"


def _slope(way: Place) -> Inlines:
    if abs(way[0]) < 1e-12 * abs(way[1]):
        return (Text(", upright"),)
    return (Text(", with the slope "), *nearly(way[1] / way[0]))


def _across(window: Window, at: Place, way: Place) -> Line:
    """The straight line through a place of the window, from edge to edge."""
    low, high = -math.inf, math.inf
    for c, d, least, most in ((at[0], way[0], window.left, window.right), (at[1], way[1], window.bottom, window.top)):
        if d:
            a, b = sorted(((least - c) / d, (most - c) / d))
            low, high = max(low, a), min(high, b)
    return tuple((at[0] + k * way[0], at[1] + k * way[1]) for k in (low, high))
