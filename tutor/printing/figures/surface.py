"""The graph of a function as a surface, seen from the front and above: patches from the back to the front, each over those behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from sympy import Symbol

from tutor.page.document import Figure, Math, Text
from tutor.page.drawing import Curve, Deferred, Formula, Label, Patch, Point, Shape, Stroke
from tutor.printing.figures.plane import NAMES, NUMBERS, ticks
from tutor.printing.figures.scene import Scene
from tutor.printing.figures.tracing import border, evenly
from tutor.printing.figures.typeset import typeset
from tutor.printing.figures.wording import decimal, equation

CELLS = 32  # patches on each side
TURN, TILT = math.radians(-60), math.radians(28)  # from where it is seen
TALL = 0.75  # how high the box is, in halves of its base
SCALE = 6.6  # ems: half a side of the base
LIGHT = (-0.5, -0.35, 0.8)  # where the light comes from
DARKEST = 0.42  # the tone of a patch in the shade
HALVINGS = 14  # of the way between two places, to find where the function begins to have values
EDGE, BACK, AXIS = Stroke("thin"), Stroke("thin", ink="soft"), Stroke("thin")
TICK = 0.3  # ems
INSET = 0.03  # of an axis: nearer to its end no number stands, where two axes meet

Spot = tuple[float, float, float]  # in the box: -1 to 1, -1 to 1, -TALL to TALL


def surface(scene: Scene) -> Figure:
    """The view."""
    box = _Box(scene)
    caption = (Text("The surface "), Math(equation(box.height, scene.named)), Text("."))
    x, y = scene.variables
    seen = (
        Text("Seen from the front right and above: "), Math(x), Text(" grows to the right and toward the reader, "), Math(y),
        Text(" to the right and away, "), Math(box.height), Text(" upward; what is in front hides what is behind."),
    )  # fmt: skip
    return Figure(Deferred(box.width, box.tall, box.shapes), caption, (*scene.shown(), seen, *scene.table()))


class _Box:
    """The box around a surface, and how it lies on the page."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.height = next(Symbol(n) for n in ("z", "w", "h") if n not in {s.name for s in scene.variables})
        self.low, self.high = scene.heights
        self.sides = (2 * SCALE, 2 * SCALE, 2 * TALL * SCALE)
        self.numbers = ticks(self.low, self.high, self.sides[2] * math.cos(TILT))
        left = max((typeset(decimal(v, 4), NUMBERS).width for v in self.numbers), default=1.0) + 1.9
        corners = [seen((x, y, z)) for x in (-1, 1) for y in (-1, 1) for z in (-TALL, TALL)]
        self.origin = (left - min(x for x, _ in corners) * SCALE, 0.6 - min(y for _, y in corners) * SCALE)
        self.width = self.origin[0] + max(x for x, _ in corners) * SCALE + 2.0
        self.tall = self.origin[1] + max(y for _, y in corners) * SCALE + 1.6

    def spot(self, x: float, y: float, z: float) -> Spot:
        """A point of space in the box."""
        w = self.scene.window
        return (
            2 * (x - w.left) / w.width - 1,
            2 * (y - w.bottom) / w.height - 1,
            TALL * (2 * (z - self.low) / (self.high - self.low) - 1),
        )

    def on_page(self, spot: Spot) -> Point:
        """A point of the box on the page."""
        x, y = seen(spot)
        return self.origin[0] + SCALE * x, self.origin[1] + SCALE * y

    def shapes(self) -> tuple[Shape, ...]:
        """The back of the box, the axes, and the patches."""
        return (*self._frame(), *self._axes(), *self._patches())

    def _frame(self) -> Iterator[Shape]:
        """The floor and the two walls at the back."""
        a, b, c = (-1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)
        for p, q in ((a, b), (b, c)):
            for z in (-TALL, TALL):
                yield self._line((*p, z), (*q, z), BACK)
        for p in (b, c):
            yield self._line((*p, -TALL), (*p, TALL), BACK)

    def _line(self, start: Spot, end: Spot, stroke: Stroke) -> Curve:
        return Curve((self.on_page(start), self.on_page(end)), stroke)

    def _axes(self) -> Iterator[Shape]:
        w, (x, y) = self.scene.window, self.scene.variables
        yield self._line((-1, -1, -TALL), (1, -1, -TALL), AXIS)
        yield self._line((1, -1, -TALL), (1, 1, -TALL), AXIS)
        yield self._line((-1, -1, -TALL), (-1, -1, TALL), AXIS)
        for v in ticks(w.left, w.right, self.sides[0], INSET):
            yield from self._tick(self.spot(v, w.bottom, self.low), (-0.25, 1.0), decimal(v, 4), "below")
        for v in ticks(w.bottom, w.top, self.sides[1], INSET):
            yield from self._tick(self.spot(w.right, v, self.low), (0.8, 0.6), decimal(v, 4), "left")
        for v in self.numbers:
            yield from self._tick(self.spot(w.left, w.bottom, v), (-1.0, 0.0), decimal(v, 4), "right")
        yield self._name(self.on_page((0, -1, -TALL)), (-0.9, 1.9), x)
        yield self._name(self.on_page((1, 0, -TALL)), (2.1, 1.1), y)
        left = min((typeset(decimal(v, 4), NUMBERS).width for v in self.numbers), default=1.0)
        top = self.on_page((-1, -1, 0))
        yield self._name((top[0], top[1]), (-left - 1.3, 0.0), self.height)

    def _tick(self, spot: Spot, way: Point, number: Formula, anchor: str) -> Iterator[Shape]:
        (x, y) = self.on_page(spot)
        end = (x + TICK * way[0], y + TICK * way[1])
        yield Curve(((x, y), end), AXIS)
        match anchor:
            case "below":
                yield Label((end[0] - 0.1, end[1] + 0.15), number, "below", NUMBERS)
            case "left":
                yield Label((end[0] + 0.15, end[1] + 0.15), number, "left", NUMBERS)
            case _:
                yield Label((end[0] - 0.15, end[1]), number, "right", NUMBERS)

    def _name(self, at: Point, by: Point, name: Symbol) -> Label:
        return Label((at[0] + by[0], at[1] + by[1]), name, "centre", NAMES)

    # -- patches -----------------------------------------------------------------------------------------------------

    def _patches(self) -> Iterator[Shape]:
        w, field = self.scene.window, self.scene.field
        xs, ys = evenly(w.left, w.right, CELLS + 1), evenly(w.bottom, w.top, CELLS + 1)
        values = [[field.at(x, y) for x in xs] for y in ys]
        for j in reversed(range(CELLS)):
            for i in range(CELLS):
                corners = ((i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1))
                yield from self._patch([(xs[a], ys[b], values[b][a]) for a, b in corners])

    def _patch(self, corners: Sequence[tuple[float, float, float | None]]) -> Iterator[Shape]:
        heights = [z for _, _, z in corners if z is not None]
        if not heights or (min(heights) < self.low and max(heights) > self.high):
            return  # no values; or a pole, across which nothing is to be drawn
        outline: list[tuple[float, float, float]] = []
        for (x0, y0, z0), (x1, y1, z1) in zip(corners, (*corners[1:], corners[0]), strict=True):
            if z0 is not None:
                outline.append((x0, y0, z0))
            if (z0 is None) != (z1 is None):
                outline.append(self._border((x0, y0), (x1, y1)) if z1 is None else self._border((x1, y1), (x0, y0)))
        kept = _below(_below(outline, self.high, 1), -self.low, -1)
        if len(kept) > 2:
            spots = [self.spot(*p) for p in kept]
            yield Patch(tuple(map(self.on_page, spots)), tone(spots), EDGE)

    def _border(self, inner: Point, outer: Point) -> tuple[float, float, float]:
        """The last place with a value on the way from one that has a value to one that has none."""
        inner = border(lambda p: self.scene.field.at(*p) is not None, inner, outer, HALVINGS)
        return (*inner, self.scene.field.at(*inner) or 0.0)


def seen(spot: Spot) -> Point:
    """A point of the box as it is seen, y downwards."""
    x, y, z = spot
    toward = x * math.cos(TURN) + y * math.sin(TURN)
    return -x * math.sin(TURN) + y * math.cos(TURN), toward * math.sin(TILT) - z * math.cos(TILT)


def _below(outline: Sequence[tuple[float, float, float]], most: float, sign: int) -> list[tuple[float, float, float]]:
    """The part of a patch where the signed height is at most so much."""
    out: list[tuple[float, float, float]] = []
    for a, b in zip(outline, (*outline[1:], *outline[:1]), strict=True):
        over_a, over_b = sign * a[2] - most, sign * b[2] - most
        if over_a <= 0:
            out.append(a)
        if (over_a < 0 < over_b) or (over_b < 0 < over_a):
            k = over_a / (over_a - over_b)
            out.append((a[0] + k * (b[0] - a[0]), a[1] + k * (b[1] - a[1]), sign * most))
    return out


def tone(spots: Sequence[Spot]) -> float:
    """How light a patch is: by the angle between the light and what stands upright on it."""
    normal = upright(spots)
    size = math.hypot(*normal) * math.hypot(*LIGHT)
    lit = abs(sum(n * c for n, c in zip(normal, LIGHT, strict=True))) / size if size else 1.0
    return DARKEST + (1 - DARKEST) * lit


def upright(spots: Sequence[Spot]) -> Spot:
    """What stands upright on a patch (Newell's normal)."""
    normal = [0.0, 0.0, 0.0]
    for a, b in zip(spots, (*spots[1:], spots[0]), strict=True):
        for k in range(3):
            i, j = (k + 1) % 3, (k + 2) % 3
            normal[k] += (a[i] - b[i]) * (a[j] + b[j])
    return normal[0], normal[1], normal[2]
