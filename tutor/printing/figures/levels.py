"""Level curves of a function, each with its value written on it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from sympy import Symbol

from tutor.page.document import Figure, Inline, Inlines, Math, Text
from tutor.page.drawing import Deferred, Shape, Stroke
from tutor.printing.figures.lines import Line, level_lines
from tutor.printing.figures.plane import Plane
from tutor.printing.figures.scene import Scene
from tutor.printing.figures.window import Place, Window, hull, round_step
from tutor.printing.figures.wording import decimal, equation, place

COUNT = 10  # about so many levels
MANY = 12  # pieces; more are no curve that one follows
TOLD = 4  # pieces of one level curve; the others are counted
STROKE = Stroke("thin")


def levels(scene: Scene) -> Figure:
    """The view."""
    plane = Plane(scene.window, scene.variables)
    found = _levels(scene)
    lines: list[list[Line]] = []

    def traced() -> list[list[Line]]:
        if not lines:
            lines.extend(level_lines(scene.field, scene.window, found))
        return lines

    def draw() -> tuple[Shape, ...]:
        for level, pieces in zip(found, traced(), strict=True):
            plane.lines(pieces, STROKE, decimal(level, 6))
        return plane.shapes()

    facts = (*scene.shown(), *(fact for level, pieces in zip(found, traced(), strict=True) for fact in _told(scene, level, pieces)))
    return Figure(Deferred(*plane.size, draw), (Text("Level curves of "), Math(scene.named), Text(".")), facts)


def _levels(scene: Scene) -> list[float]:
    """Round values a round step apart."""
    low, high = scene.heights
    if len({*scene.values}) == 1:
        return []
    step = round_step((high - low) / COUNT)
    first = math.ceil(low / step)
    return [float(f"{k * step:.10g}") for k in range(first, math.floor(high / step) + 1)]


def _told(scene: Scene, level: float, pieces: Sequence[Line]) -> Iterator[Inlines]:
    """One level curve: each closed piece by its extent, each open one by its ends and its middle."""
    long = sorted((p for p in pieces if len(p) > 3), key=len, reverse=True)
    if not long:
        return
    if len(long) > MANY:
        yield (Math(equation(Symbol(scene.letter), decimal(level, 6))), Text(": many small pieces, spread over the window."))
        return

    def at(spot: Place) -> Inline:
        return Math(place(_short(spot, scene.window)))

    said: list[Inline] = [Math(equation(Symbol(scene.letter), decimal(level, 6))), Text(": ")]
    for k, piece in enumerate(long[:TOLD]):
        said += [Text("; ")] if k else []
        if piece[0] == piece[-1]:
            box = hull(piece)
            said += [Text("a closed curve about "), at(box.centre), Text(", about ")]
            said += [Math(decimal(box.width, 2)), Text(" wide and "), Math(decimal(box.height, 2)), Text(" high")]
        else:
            said += [Text("from about "), at(piece[0]), Text(" by way of "), at(piece[len(piece) // 2]), Text(" to "), at(piece[-1])]
    if len(long) > TOLD:
        said.append(Text(f"; and {len(long) - TOLD} more {'piece' if len(long) == TOLD + 1 else 'pieces'}"))
    yield (*said, Text("."))


def _short(spot: Place, window: Window) -> Place:
    """A place to about a hundredth of the window."""
    step = 10.0 ** (math.floor(math.log10(max(window.width, window.height))) - 2)
    x, y = (float(f"{round(c / step) * step:.8g}") + 0.0 for c in spot)
    return x, y
