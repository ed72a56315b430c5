"""The views of a function of two variables, and several of them as one picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sympy import Expr, Symbol

from tutor.page.document import Figure, Inline, Text
from tutor.page.drawing import Arrow, Curve, Dot, Drawing, Label, Patch, Point, Region, Shape
from tutor.printing.figures.finding import found
from tutor.printing.figures.heat import heat
from tutor.printing.figures.levels import levels
from tutor.printing.figures.numeric import PlaneFunction
from tutor.printing.figures.scene import Scene
from tutor.printing.figures.surface import surface
from tutor.printing.figures.window import Window

VIEWS: Mapping[str, Callable[[Scene], Figure]] = {"contours": levels, "surface": surface, "heatmap": heat}
APART = 1.0  # ems between views side by side


def scene(function: Expr, letter: str, made: PlaneFunction, bounds: Mapping[Symbol, tuple[float, float]]) -> Scene | None:
    """A function in the window that is asked for, as far as it is; None where it has no value there."""
    x, y = made.variables
    window: Window | None
    if x in bounds and y in bounds:
        window = Window(*bounds[x], *bounds[y])
    else:
        window = found(made)
        if window is not None:
            window = Window(*bounds.get(x, (window.left, window.right)), *bounds.get(y, (window.bottom, window.top)))
    if window is None:
        return None
    seen = Scene(function, letter, made, window)
    return seen if seen.values else None


def side_by_side(figures: Sequence[Figure]) -> Figure:
    """One figure of several, from left to right, the words of each after one another."""
    if len(figures) == 1:
        return figures[0]
    tall = max(f.drawing.height for f in figures)
    shapes: list[Shape] = []
    caption: list[Inline] = []
    facts = []
    left = 0.0
    for k, each in enumerate(figures):
        shapes += [_moved(s, left, (tall - each.drawing.height) / 2) for s in each.drawing.shapes]
        left += each.drawing.width + APART
        caption += [*([Text(" ")] if k else []), *each.caption]
        facts += [fact for fact in each.facts if fact not in facts]
    return Figure(Drawing(left - APART, tall, tuple(shapes)), tuple(caption), tuple(facts))


def _moved(shape: Shape, dx: float, dy: float) -> Shape:
    def at(point: Point) -> Point:
        return point[0] + dx, point[1] + dy

    match shape:
        case Curve(points, stroke):
            return Curve(tuple(map(at, points)), stroke)
        case Arrow(start, end, stroke):
            return Arrow(at(start), at(end), stroke)
        case Region(points, shade, edge):
            return Region(tuple(map(at, points)), shade, edge)
        case Patch(points, tone, edge):
            return Patch(tuple(map(at, points)), tone, edge)
        case Dot(place, filled, ink):
            return Dot(at(place), filled, ink)
        case Label(place, formula, anchor, size, ink, boxed):
            return Label(at(place), formula, anchor, size, ink, boxed)
