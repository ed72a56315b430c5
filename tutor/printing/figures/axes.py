"""Data in the plane with their principal axes through the mean, each as long as the spread along it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sympy import Expr, Symbol

from tutor.page.document import Figure, Inlines, Text
from tutor.page.drawing import Deferred, Dot, Shape, Stroke
from tutor.printing.figures.numeric import numbers
from tutor.printing.figures.plane import Plane
from tutor.printing.figures.window import Place, about
from tutor.printing.figures.wording import nearby, nearly, shown_part

LONG = 2.0  # standard deviations that an axis reaches to each side
FIRST, SECOND = Stroke("heavy", ink="accent"), Stroke("normal", "dashed")
COLUMNS = (Symbol("x_1", real=True), Symbol("x_2", real=True))


@dataclass(frozen=True, slots=True)
class AxesMap:
    """Rows of two numbers, their mean, the principal directions and the variances along them, largest first."""

    points: tuple[tuple[Expr, ...], ...]
    mean: tuple[Expr, ...]
    directions: tuple[tuple[Expr, ...], ...]
    variances: tuple[Expr, ...]

    def figure(self) -> Figure | None:
        """The picture; None where it would show nothing."""
        found = [numbers(p) for p in (*self.points, self.mean, *self.directions)]
        spread = numbers(self.variances)
        if spread is None or any(p is None for p in found):
            return None
        places: list[Place] = [(p[0], p[1]) for p in found if p is not None]
        data, centre, ways = places[:-3], places[-3], places[-2:]
        ends = [_axis(centre, way, LONG * math.sqrt(max(0.0, v))) for way, v in zip(ways, spread, strict=True)]
        window = about([*data, *(p for axis in ends for p in axis)]).fair().snapped()
        plane = Plane(window, COLUMNS)

        def draw() -> tuple[Shape, ...]:
            for axis, stroke in zip(ends, (FIRST, SECOND), strict=True):
                plane.line(axis, stroke)
            plane.over(*(Dot(plane.on_page(p)) for p in data))
            plane.mark(centre, "other")
            return plane.shapes()

        facts = (shown_part(window, COLUMNS), *self._facts(data, centre, ways))
        return Figure(Deferred(*plane.size, draw), self._caption(), facts)

    def _caption(self) -> Inlines:
        return (Text("The data (dots) and their mean (plus sign); the first principal axis is heavy, the second dashed."),)

    def _facts(self, data: Sequence[Place], centre: Place, ways: Sequence[Place]) -> Iterator[Inlines]:
        yield (Text(f"The {len(data)} points lie round the mean "), *nearby(centre), Text("."))
        for called, way in zip(("first", "second"), ways, strict=True):
            angle = math.degrees(math.atan2(way[1], way[0]))
            yield (Text(f"The {called} axis makes an angle of "), *nearly(angle), Text(" degrees with the axis to the right."))


def _axis(centre: Place, way: Place, reach: float) -> tuple[Place, Place]:
    (x, y), (dx, dy) = centre, way
    return (x - reach * dx, y - reach * dy), (x + reach * dx, y + reach * dy)
