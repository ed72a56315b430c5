"""A heat map: cells the lighter the larger the value, and a scale beside them."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.page.document import Figure, Math, Text
from tutor.page.drawing import Curve, Deferred, Label, Patch, Point, Shape, Stroke
from tutor.printing.figures.plane import NUMBERS, TOP, Plane, ticks
from tutor.printing.figures.scene import Scene
from tutor.printing.figures.typeset import typeset
from tutor.printing.figures.wording import decimal

CELLS = 48  # on the longer side
TONES = 24  # neighbouring cells of one tone are drawn as one
BAR, GAP = 1.0, 0.9  # ems: the width of the scale, and what is left free before it
OVERLAP = 0.06  # ems that a cell reaches under the next, so that no light shows between them
FRAME = Stroke("thin")


def heat(scene: Scene) -> Figure:
    """The view."""
    plane = Plane(scene.window, scene.variables)
    low, high = scene.heights
    numbers = ticks(low, high, plane.down)
    right = plane.start + plane.across + GAP
    wide, tall = plane.size
    wide = right + BAR + 0.5 + max((typeset(decimal(v, 4), NUMBERS).width for v in numbers), default=1.0)

    def draw() -> tuple[Shape, ...]:
        return (*_cells(scene, plane), *plane.shapes(), *_scale(plane, right, low, high, numbers))

    caption = (Text("Heat map of "), Math(scene.named), Text(": the lighter, the larger the value."))
    scale = (Text("The scale on the right goes from "), Math(decimal(low)), Text(", dark, up to "), Math(decimal(high)), Text(", light."))
    return Figure(Deferred(wide, tall, draw), caption, (*scene.shown(), scale, *scene.table()))


def _cells(scene: Scene, plane: Plane) -> Iterator[Shape]:
    w, (low, high) = scene.window, scene.heights
    longer = max(plane.across, plane.down)
    nx, ny = max(8, round(CELLS * plane.across / longer)), max(8, round(CELLS * plane.down / longer))
    xs = [w.left + (i + 0.5) / nx * w.width for i in range(nx)]
    ys = [w.top - (j + 0.5) / ny * w.height for j in range(ny)]
    tones = [[_tone(scene.field.at(x, y), low, high) for x in xs] for y in ys]
    dx, dy = plane.across / nx, plane.down / ny
    for j in range(ny):
        k = 0
        while k < nx:
            end = k + 1
            while end < nx and tones[j][end] == tones[j][k]:
                end += 1
            if (tone := tones[j][k]) is not None:
                under = (OVERLAP if end < nx else 0.0, OVERLAP if j < ny - 1 else 0.0)
                corner = (plane.start + k * dx, TOP + j * dy)
                yield _rectangle(corner, (end - k) * dx + under[0], dy + under[1], tone / TONES)
            k = end


def _tone(value: float | None, low: float, high: float) -> int | None:
    """Of a cell, from 0 to `TONES`; None where the function has no value."""
    return None if value is None else round(min(1.0, max(0.0, (value - low) / (high - low))) * TONES)


def _scale(plane: Plane, left: float, low: float, high: float, numbers: tuple[float, ...]) -> Iterator[Shape]:
    step = plane.down / TONES
    for k in range(TONES):
        height = step + (OVERLAP if k < TONES - 1 else 0.0)
        yield _rectangle((left, TOP + k * step), BAR, height, 1 - (k + 0.5) / TONES)
    bottom, right = TOP + plane.down, left + BAR
    yield Curve(((left, TOP), (right, TOP), (right, bottom), (left, bottom), (left, TOP)), FRAME)
    for v in numbers:
        y = bottom - (v - low) / (high - low) * plane.down
        yield Curve(((right, y), (right + 0.25, y)), FRAME)
        yield Label((right + 0.4, y), decimal(v, 4), "left", NUMBERS)


def _rectangle(corner: Point, wide: float, high: float, tone: float) -> Patch:
    (x, y) = corner
    return Patch(((x, y), (x + wide, y), (x + wide, y + high), (x, y + high)), tone)
