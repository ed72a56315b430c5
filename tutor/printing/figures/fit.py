"""Data in the plane with a fitted curve, and from each point the upright way to it: the residuals."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sympy import Expr, Symbol

from tutor.page.document import Figure, Inlines, Text
from tutor.page.drawing import DOT, Deferred, Dot, Shape, Stroke
from tutor.printing.figures.numeric import field, numbers
from tutor.printing.figures.plane import Plane
from tutor.printing.figures.window import Place, Window, hull
from tutor.printing.figures.wording import nearby, nearly, shown_part

PIECES = 160  # of the curve
ROOM = 0.12  # of its size, left free about the data
RESIDUAL, CURVE = Stroke("thin"), Stroke("heavy", ink="accent")
LISTED = 6  # residuals that are told one by one


@dataclass(frozen=True, slots=True)
class FitMap:
    """A fitted function of one variable, and the points that it is fitted to."""

    function: Expr
    variables: tuple[Symbol, Symbol]
    points: tuple[tuple[Expr, ...], ...]

    def figure(self) -> Figure | None:
        """The picture; None where it would show nothing: other letters, all points above each other."""
        x, y = self.variables
        made = field(self.function, (x, y))
        found = [numbers(p) for p in self.points]
        if made is None or any(p is None for p in found):
            return None
        data: list[Place] = [(p[0], p[1]) for p in found if p is not None]
        heights = [made.at(a, 0.0) for a, _ in data]
        if any(h is None for h in heights) or len({a for a, _ in data}) < 2:
            return None
        fitted = [(a, h) for (a, _), h in zip(data, heights, strict=True) if h is not None]
        box = hull([*data, *fitted])
        dx, dy = ROOM * box.width, ROOM * box.height or 1.0
        window = Window(box.left - dx, box.right + dx, box.bottom - dy, box.top + dy).snapped()
        plane = Plane(window, (x, y), data=True)

        def draw() -> tuple[Shape, ...]:
            xs = [window.left + k / PIECES * window.width for k in range(PIECES + 1)]
            run: list[Place] = []
            for a in xs:
                height = made.at(a, 0.0)
                if height is not None and window.bottom <= height <= window.top:
                    run.append((a, height))
                    continue
                if len(run) > 1:
                    plane.line(tuple(run), CURVE)
                run = []
            if len(run) > 1:
                plane.line(tuple(run), CURVE)
            for measured, reached in zip(data, fitted, strict=True):
                if measured != reached:
                    plane.line((measured, reached), RESIDUAL)
            plane.over(*(Dot(plane.on_page(p)) for p in data))
            return plane.shapes()

        lengths = [math.dist(plane.on_page(p), plane.on_page(q)) for p, q in zip(data, fitted, strict=True)]
        hidden = any(0 < length <= DOT for length in lengths)
        return Figure(Deferred(*plane.size, draw), self._caption(hidden), tuple(self._facts(window, data, fitted)))

    def _caption(self, hidden: bool) -> Inlines:
        caption = Text("The data (dots), the fitted curve (heavy) and the residuals (thin).")
        return (caption, Text(" A dot hides a residual that is shorter than its radius.")) if hidden else (caption,)

    def _facts(self, window: Window, data: Sequence[Place], fitted: Sequence[Place]) -> Iterator[Inlines]:
        yield shown_part(window, self.variables)
        if len(data) <= LISTED:
            for p, q in zip(data, fitted, strict=True):
                yield (Text("At the point "), *nearby(p), Text(" the curve has the height "), *nearly(q[1]), Text("."))
            return
        above = sum(p[1] > q[1] for p, q in zip(data, fitted, strict=True))
        yield (Text(f"Of the {len(data)} points {above} lie above the curve."),)
        far = max(zip(data, fitted, strict=True), key=lambda two: abs(two[0][1] - two[1][1]))
        yield (Text("The largest residual belongs to the point "), *nearby(far[0]), Text("."))
