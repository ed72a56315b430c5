"""A curve with the points at which its tangent is horizontal or vertical, each with a piece of that tangent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sympy import Expr, Symbol

from tutor.page.document import Figure, Inline, Inlines, Math, Text
from tutor.page.drawing import Curve, Deferred, Shape, Stroke
from tutor.page.layout import Row
from tutor.printing.figures.lines import level_lines
from tutor.printing.figures.numeric import PlaneFunction, field, numbers
from tutor.printing.figures.plane import Plane
from tutor.printing.figures.tangent import zero_window
from tutor.printing.figures.window import Place, Window, about, hull
from tutor.printing.figures.wording import located, series, shown_part, small

MOST = 16  # points; more cannot be told apart
HALF = 1.6  # ems of a tangent on each side of its point
CURVE, TANGENT = Stroke("heavy"), Stroke("normal", ink="accent")
Points = tuple[tuple[Expr, ...], ...]


@dataclass(frozen=True, slots=True)
class FlatMap:
    """The curve on which a function of two variables is 0, with its points of horizontal and of vertical tangents."""

    function: Expr
    written: Row
    variables: tuple[Symbol, Symbol]
    horizontal: Points
    vertical: Points
    silent: Points = ()  # where the slope is a quotient 0/0, which says nothing: no tangent is drawn

    def figure(self) -> Figure | None:
        """The picture; None where it would show nothing: letters left over, no or too many points."""
        made = field(self.function, self.variables)
        level, upright = ([numbers(p) for p in points] for points in (self.horizontal, self.vertical))
        if made is None or not 0 < len(level) + len(upright) <= MOST or any(p is None for p in (*level, *upright)):
            return None
        found = [[(p[0], p[1]) for p in points if p is not None] for points in (level, upright)]
        places = [*found[0], *found[1]]
        near = about(places, 2.0)
        window = zero_window(made, near)
        if window is None or not all(map(window.holds, places)):
            window = about([(0.0, 0.0), *_corners(hull(places).grown(0.3))], 2.0)
        plane = Plane(window, self.variables)

        def draw() -> tuple[Shape, ...]:
            return self._drawn(plane, made, found)

        return Figure(Deferred(*plane.size, draw), self._caption(), tuple(self._facts(window)))

    def _drawn(self, plane: Plane, made: PlaneFunction, found: Sequence[Sequence[Place]]) -> tuple[Shape, ...]:
        plane.lines(level_lines(made, plane.window, [0.0])[0], CURVE)
        for points, exact, (dx, dy) in zip(found, (self.horizontal, self.vertical), ((HALF, 0.0), (0.0, HALF)), strict=True):
            for at, shown in zip(points, exact, strict=True):
                x, y = plane.on_page(at)
                plane.over(Curve(((x - dx, y - dy), (x + dx, y + dy)), TANGENT))
                plane.mark(at, "min", small(shown, 0.85))
        return plane.shapes()

    def _caption(self) -> Inlines:
        kinds = " and ".join(w for w, points in (("horizontal", self.horizontal), ("vertical", self.vertical)) if points)
        return Text("The curve "), Math(self.written), Text(f" with the {kinds} tangents found.")

    def _facts(self, window: Window) -> Iterator[Inlines]:
        yield shown_part(window, self.variables)
        for points, word in ((self.horizontal, "horizontal"), (self.vertical, "vertical")):
            if points:
                listed: list[Inline] = list(series([located(p) for p in points]))
                yield (Text(f"The tangent is {word} at "), *listed, Text("."))
        if self.silent:
            yield (
                Text("None is drawn where numerator and denominator are both 0: at "),
                *series([located(p) for p in self.silent]),
                Text("."),
            )


def _corners(window: Window) -> list[Place]:
    return [(window.left, window.bottom), (window.right, window.top)]
