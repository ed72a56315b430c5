"""A contour map near a point: the level curve through it, the gradient across it at a right angle, and a direction.

Lengths are the same on both axes, so that angles are seen as they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Expr, Rational, Symbol

from tutor.page.document import Figure, Inlines, Math, Text
from tutor.page.drawing import Curve, Deferred, Point, Shape, Stroke
from tutor.printing.figures.lines import level_lines, polygons
from tutor.printing.figures.numeric import PlaneFunction, field, number, numbers, only_touched
from tutor.printing.figures.plane import FRAME, LEVEL, Plane
from tutor.printing.figures.tracing import evenly
from tutor.printing.figures.window import Place, Window, round_step
from tutor.printing.figures.wording import compass, coordinates, decimal, equation, nearly, shown_part, small
from tutor.trees import tree
from tutor.trees.heads import Name, Vector

COARSE = 5  # places on each side of the point that decide how large the map is
HALVES = (2.0, 1.0, 0.5, 0.25)  # half the width of the map in units of the axes, the first in which most of it has values
MOSTLY = 0.7  # share of the places that must have a value
LEVELS = 3  # about so many level curves on each side of the one through the point
NEAR = 0.3  # of the step between levels: a level nearer to that of the point is left out
SMALL = 0.6  # ems: the size of their values
ARROW = 6.0  # ems: the gradient is drawn with this length whatever its own is
RIGHT = 0.5  # ems: the side of the little square that says that an angle is right
PLACES, ASIDE, GAPS = 21, 0.4871, 0.01  # of a side that are looked at; off the round numbers; the share without a value that is shown
NO_VALUE = "Where it is shaded the function has no value."
THROUGH, UP, ALONG = Stroke("heavy"), Stroke("heavy", ink="accent"), Stroke("heavy", "dashed")


@dataclass(frozen=True, slots=True)
class ContourMap:
    """A function of two variables, a point in numbers, the gradient there, and one or two directions where they are asked."""

    function: Expr
    letter: str
    point: tuple[tuple[Symbol, Expr], ...]
    gradient: Vector
    direction: Vector | None = None
    second: Vector | None = None

    @property
    def directions(self) -> tuple[tuple[Name, Vector], ...]:
        """The directions by their names."""
        named = ((Name("u"), self.direction), (Name("v"), self.second))
        return tuple((name, direction) for name, direction in named if direction is not None)

    def figure(self) -> Figure | None:
        """The map; None where it would show nothing: not two variables, letters left over, no gradient, too few values."""
        variables = tuple(s for s, _ in self.point)
        made = field(self.function, variables)
        if made is None:
            return None
        here, slope = numbers(a for _, a in self.point), numbers(self.gradient.args)
        ways = [numbers(direction.args) for _, direction in self.directions]
        value = tree.evaluated(tree.substitute(self.function, dict(self.point)))
        level = number(value)
        if here is None or slope is None or None in ways or level is None or math.hypot(*slope) == 0:
            return None
        at = (here[0], here[1])
        half = _half(made, at)
        if half is None:
            return None
        known = [way for way in ways if way is not None]
        step = round_step(0.7 * math.hypot(*slope) * half / (LEVELS + 0.5))  # 0.7 to 1.75 of what would fit
        beside = [float(f"{k * step:.10g}") for k in range(math.ceil(level / step) - LEVELS, math.floor(level / step) + LEVELS + 1)]
        others = [v for v in beside if abs(v - level) > NEAR * step]
        plane = Plane(Window(at[0] - half, at[0] + half, at[1] - half, at[1] + half), variables)

        def draw() -> tuple[Shape, ...]:
            return self._drawn(plane, made, at, slope, known, [level, *others])

        gaps: Inlines = (Text(NO_VALUE),) if _has_gaps(made, plane.window) else ()
        facts = (*self._facts(plane.window, value, slope, known, step), *((gaps,) if gaps else ()))
        return Figure(Deferred(*plane.size, draw), (*self._caption(value), *((Text(" "), *gaps) if gaps else ())), facts)

    def _drawn(
        self, plane: Plane, made: PlaneFunction, at: Place, slope: Sequence[float], ways: Sequence[Sequence[float]], levels: list[float]
    ) -> tuple[Shape, ...]:
        """Level curves, the one through the point first, the right angle, the arrows and the point."""
        for outside in polygons(_Nowhere(made), plane.window) if _has_gaps(made, plane.window) else ():
            plane.shade(outside)
        for k, lines in enumerate(level_lines(made, plane.window, levels)):
            exact = Rational(str(levels[k])) if k else tree.evaluated(tree.substitute(self.function, dict(self.point)))
            touched = only_touched(self.function, exact, made.variables)
            (pieces,) = (lines,) if touched is None else level_lines(touched, plane.window, [0.0])
            plane.lines(pieces, LEVEL if k else THROUGH, decimal(levels[k], 6) if k else None, SMALL)
        centre, up, across = plane.on_page(at), plane.way(slope), plane.way((slope[1], -slope[0]))
        corners: tuple[Point, ...] = (up, (up[0] + across[0], up[1] + across[1]), across)
        plane.over(Curve(tuple((centre[0] + RIGHT * x, centre[1] + RIGHT * y) for x, y in corners), FRAME))
        plane.arrow(centre, up, ARROW, UP, Name(self.letter, "∇"), "accent")
        for (name, _), way in zip(self.directions, ways, strict=True):
            plane.arrow(centre, plane.way(way), ARROW, ALONG, name)
        plane.mark(at, "min", small([a for _, a in self.point], 0.85))
        return plane.shapes()

    def _caption(self, value: Expr) -> Inlines:
        name = Name(self.letter, "", (), [a for _, a in self.point])
        return (
            Text("Level curves near "), Math(coordinates(a for _, a in self.point)), Text(". The heavy one goes through the point, where "),
            Math(equation(name, value)), Text("; the gradient crosses it at a right angle. Its arrow shows the direction, not the length."),
        )  # fmt: skip

    def _facts(
        self, window: Window, value: Expr, slope: Sequence[float], ways: Sequence[Sequence[float]], step: float
    ) -> tuple[Inlines, ...]:
        gradient = Name(self.letter, "∇", (), [a for _, a in self.point])
        curve = Math(equation(Symbol(self.letter), value))
        facts: list[Inlines] = [
            shown_part(window, tuple(s for s, _ in self.point)),
            (Text("The level curve "), curve, Text(" goes through "), Math(coordinates(a for _, a in self.point)), Text(".")),
            (
                Text("The arrow from there is the gradient "), Math(equation(gradient, self.gradient)),
                Text(f", at a right angle to the curve, {compass(slope)}, toward larger values. It is not drawn to scale."),
            ),
            (Text(f"The values of the other level curves are multiples of {step:.10g}."),),
        ]  # fmt: skip
        for (name, direction), way in zip(self.directions, ways, strict=True):
            cosine = sum(a * b for a, b in zip(slope, way, strict=True)) / (math.hypot(*slope) * math.hypot(*way))
            angle = math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
            named = Math(equation(name, direction))
            facts.append(
                (
                    Text(f"{'The' if self.second is None else 'A'} dashed arrow is the direction "),
                    named,
                    Text(", "),
                    *nearly(angle),
                    Text(" degrees from the gradient."),
                )
            )
        return tuple(facts)


@dataclass(frozen=True, slots=True)
class _Nowhere:
    """Positive where a function has no value, else negative."""

    of: PlaneFunction

    def at(self, x: float, y: float) -> float:
        """By whether there is a value."""
        return 1.0 if self.of.at(x, y) is None else -1.0


def _has_gaps(made: PlaneFunction, window: Window) -> bool:
    """Whether there is an area without values; the places lie on no line that a formula is likely to have."""
    xs = [window.left + window.width * (k + ASIDE) / PLACES for k in range(PLACES)]
    ys = [window.bottom + window.height * (k + ASIDE) / PLACES for k in range(PLACES)]
    return sum(made.at(x, y) is None for x in xs for y in ys) > GAPS * PLACES**2


def _half(made: PlaneFunction, at: Place) -> float | None:
    """Half the width of the map, the largest for which the function has values on most of it; None for none."""
    for half in HALVES:
        apart = evenly(-half, half, 2 * COARSE + 1)
        if sum(made.at(at[0] + dx, at[1] + dy) is not None for dx in apart for dy in apart) >= MOSTLY * len(apart) ** 2:
            return half
    return None
