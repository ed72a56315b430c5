"""The common ground of plane pictures: a window with its axes, level curves, curves, regions, points and labels on a page.

What is put in is kept by its layer and drawn at the end: shades, level curves, curves, arrows, points. Labels are placed
last, where they cover as little as possible; thin lines are interrupted below them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, product

from sympy import Basic

from tutor.page.drawing import Arrow, Curve, Formula, Ink, Label, Point, Region, Shape, Stroke
from tutor.page.layout import Number, Operator, Row, Script
from tutor.printing.figures import marks
from tutor.printing.figures.labels import DASHED, HEAVY, THIN, Ground, Rectangle, box, cleared
from tutor.printing.figures.lines import SMOOTH, Line, Valued, simplified
from tutor.printing.figures.typeset import typeset
from tutor.printing.figures.window import EQUAL, Place, Window, round_step
from tutor.printing.figures.wording import decimal
from tutor.printing.notation.compose import compose

SIZE = 17.0  # ems: the longer side of the window
LOWER = 0.7  # of its width: the height of a picture of data
TOP, RIGHT, BELOW = 0.6, 0.9, 2.5  # ems about it: the room for numbers and the name of the axis is below and on the left
TICK, NUMBERS, NAMES = 0.3, 0.8, 0.95  # ems: the length of a tick, the size of its number and of the name of an axis
TICKS, FEWEST = 5.5, 4.5  # numbers on an axis of full length, and on a short one
FRAME, LEVEL, HEAVY_LINE = Stroke("thin"), Stroke("thin", ink="soft"), Stroke("heavy")
DASHED_LINE = Stroke("normal", "dashed")
SHORTER = (1.0, 0.85, 0.7, 0.55, 0.4, 0.3)  # of its length: an arrow is drawn with the first with which it fits
POINT = 0.3  # ems about the middle of a mark that no label covers


class Plane:
    """A window on the page.

    One of `data` fills a page of its own shape: what the axes measure has nothing to do with each other. With `powers` they count
    whole numbers, and the upright one stands for powers of ten.
    """

    def __init__(self, window: Window, variables: Sequence[Basic], data: bool = False, powers: bool = False) -> None:
        self.window, self.variables, self.powers = window, tuple(variables), powers
        long, short = max(window.width, window.height), min(window.width, window.height)
        if data:
            self.across, self.down = SIZE, SIZE * LOWER
        elif long > EQUAL * short:
            self.across, self.down = SIZE, SIZE
        else:
            self.across, self.down = SIZE * window.width / long, SIZE * window.height / long
        upright = ticks(window.bottom, window.top, self.down)
        lowest = window.bottom + 0.02 * window.height  # in the corner the other axis has its number
        self.ticks = (ticks(window.left, window.right, self.across), tuple(v for v in upright if v > lowest))
        if powers:
            self.ticks = (tuple(v for v in self.ticks[0] if v == round(v)), tuple(v for v in upright if v == round(v)))
        wide = max((typeset(compose(self._upright(v)), NUMBERS).width for v in self.ticks[1]), default=0.0)
        self.start = max(wide, typeset(compose(self.variables[1]), NAMES).width) + 0.75
        self._shades: list[Shape] = []
        self._lines: list[Curve] = []
        self._over: list[Shape] = []
        self._points: list[Shape] = []
        self._wanted: list[Callable[[Ground], Label | None]] = []
        self._taken: list[Rectangle] = []
        self._marked: list[Point] = []

    @property
    def size(self) -> tuple[float, float]:
        """Of the page, in ems."""
        return self.start + self.across + RIGHT, TOP + self.down + BELOW

    def on_page(self, place: Place) -> Point:
        """A place of the plane on the page."""
        x = self.start + (place[0] - self.window.left) / self.window.width * self.across
        return x, TOP + (self.window.top - place[1]) / self.window.height * self.down

    def way(self, vector: Sequence[float]) -> Point:
        """The unit vector on the page along one of the plane."""
        dx, dy = vector[0] / self.window.width * self.across, -vector[1] / self.window.height * self.down
        length = math.hypot(dx, dy)
        return dx / length, dy / length

    # -- what is put in ----------------------------------------------------------------------------------------------

    def shade(self, polygon: Line) -> None:
        """A region."""
        self._shades.append(Region(self._line(polygon), "light"))

    def line(self, line: Line, stroke: Stroke = LEVEL) -> None:
        """A curve, or a piece of one."""
        self._lines.append(Curve(self._line(line), stroke))

    def lines(self, lines: Iterable[Line], stroke: Stroke = LEVEL, name: Formula | None = None, size: float = 0.75) -> None:
        """The pieces of a curve; with a name it is written on it, where there is room."""
        pieces = list(lines)
        for line in pieces:
            self.line(line, stroke)
        if name is not None and pieces:
            long = sorted((self._line(line) for line in pieces), key=len, reverse=True)[:4]
            self._wanted.append(lambda ground: ground.along(long, name, size, _cost(stroke)))

    def mark(self, place: Place, kind: str, name: Formula | None = None, size: float = 0.85) -> None:
        """A point by its class, with a label beside it where there is room."""
        at = self.on_page(place)
        self._points.extend(marks.drawn(kind, at))
        self._marked.append(at)
        self._taken.append(Rectangle(at[0] - POINT, at[1] - POINT, at[0] + POINT, at[1] + POINT))
        if name is not None:
            self._wanted.append(lambda ground: ground.beside(at, name, size))

    def note(self, place: Place, name: Formula, size: float = 0.85) -> None:
        """The name of a line beside a place of it."""
        at = self.on_page(place)
        self._marked.append(at)
        self._taken.append(Rectangle(at[0] - POINT, at[1] - POINT, at[0] + POINT, at[1] + POINT))
        self._wanted.append(lambda ground: ground.beside(at, name, size, of_line=True))

    def roomiest(self, line: Line, others: Sequence[Place]) -> Place:
        """The place of a line that is farthest on the page from all that is marked and from the frame, and besides from other places."""

        def room(place: Place) -> float:
            x, y = self.on_page(place)
            inset = min(x - self.start, self.start + self.across - x, y - TOP, TOP + self.down - y)
            apart = min((math.dist((x, y), self.on_page(other)) for other in others), default=0.0)
            return apart + min([inset, *(math.dist((x, y), at) for at in self._marked)])

        return max(line, key=room)

    def arrow(
        self, start: Point, way: Point, length: float, stroke: Stroke, name: Formula, ink: Ink = "plain", sides: Sequence[Point] = ()
    ) -> None:
        """An arrow on the page, shorter where it would leave the window, with its name beyond its tip, or to these sides of it.

        The name stands on no other, unless there is no room else.
        """
        made = typeset(compose(name), 1.0)
        frame = Rectangle(self.start, TOP, self.start + self.across, TOP + self.down).grown(-0.05)
        sides = sides or (way, (-way[1], way[0]), (way[1], -way[0]))
        for taken, share in product((self._taken, ()), SHORTER):
            tip = (start[0] + share * length * way[0], start[1] + share * length * way[1])
            for dx, dy in sides:
                out = 0.35 + made.width / 2 * abs(dx) + 0.5 * abs(dy)
                label = Label((tip[0] + out * dx, tip[1] + out * dy), name, "centre", 1.0, ink)
                here = box(label)
                if frame.holds(tip) and here.within(frame) and not any(here.meets(other) for other in taken):
                    self._over += [Arrow(start, tip, stroke), label]
                    self._taken.append(here.grown(0.1))
                    return

    def over(self, *shapes: Shape) -> None:
        """Shapes of the page above the lines."""
        self._over.extend(shapes)

    def _line(self, line: Line) -> tuple[Point, ...]:
        return simplified(tuple(map(self.on_page, line)), SMOOTH * SIZE)

    # -- the page ----------------------------------------------------------------------------------------------------

    def shapes(self) -> tuple[Shape, ...]:
        """All of it."""
        frame, numbers = self._axes()
        ground = Ground(Rectangle(self.start, TOP, self.start + self.across, TOP + self.down).grown(-0.1))
        ground.taken.extend(self._taken)
        ground.points.extend(self._marked)
        ground.shades.extend(s.points for s in self._shades if isinstance(s, Region))
        for curve in self._lines:
            ground.line(curve.points, _cost(curve.stroke))
        for shape in self._over:
            if isinstance(shape, Arrow):
                ground.line((shape.start, shape.end), 2 * HEAVY)
            elif isinstance(shape, Curve):
                ground.line(shape.points, HEAVY)
        labels = [found for wanted in self._wanted if (found := wanted(ground)) is not None]
        boxes = [box(found).grown(0.1) for found in (*labels, *(s for s in self._over if isinstance(s, Label)))]
        order = ("thin", "normal", "heavy")
        lines = [piece for weight in order for c in self._lines if c.stroke.weight == weight for piece in self._interrupted(c, boxes)]
        return (*self._shades, *lines, *frame, *self._over, *self._points, *labels, *numbers)

    def _interrupted(self, curve: Curve, boxes: list[Rectangle]) -> list[Curve]:
        return [c if c is curve else Curve(simplified(c.points, SMOOTH * SIZE), c.stroke) for c in cleared(curve, boxes)]

    def _axes(self) -> tuple[list[Shape], list[Shape]]:
        """The frame with its ticks, and the numbers on the left and below with the names of the axes in their middle."""
        w = self.window
        corners = [(w.left, w.bottom), (w.right, w.bottom), (w.right, w.top), (w.left, w.top), (w.left, w.bottom)]
        frame: list[Shape] = [Curve((self.on_page(a), self.on_page(b)), FRAME) for a, b in pairwise(corners)]
        numbers: list[Shape] = []
        for v in self.ticks[0]:
            x, y = self.on_page((v, w.bottom))
            frame.append(Curve(((x, y), (x, y - TICK)), FRAME))
            numbers.append(Label((x, y + 0.3), decimal(v, 4), "below", NUMBERS))
        for v in self.ticks[1]:
            x, y = self.on_page((w.left, v))
            frame.append(Curve(((x, y), (x + TICK, y)), FRAME))
            numbers.append(Label((x - 0.3, y), self._upright(v), "right", NUMBERS))
        x, y = self.on_page((w.right, w.bottom))
        numbers.append(Label((x - self.across / 2, y + 1.35), self.variables[0], "below", NAMES))
        x, y = self.on_page((w.left, w.top))
        free = [v for v in self.ticks[1] if abs(self.on_page((w.left, v))[1] - y - self.down / 2) < 0.9]
        numbers.append(Label((x - 0.3, y + self.down / 2 + (0 if not free else self._beside(free[0]))), self.variables[1], "right", NAMES))
        return frame, numbers

    def _upright(self, tick: float) -> Formula:
        """What is written at a tick of the upright axis."""
        if not self.powers:
            return decimal(tick, 4)
        sign = (Operator("−", "prefix"),) if tick < 0 else ()
        return Script(Number("10"), sup=Row((*sign, Number(str(abs(round(tick)))))))

    def _beside(self, tick: float) -> float:
        """How far from the middle the name of the upright axis stands, where a number is there: half way to the next."""
        step = (self.ticks[1][1] - self.ticks[1][0]) / self.window.height * self.down if len(self.ticks[1]) > 1 else 2.4
        return self.on_page((self.window.left, tick))[1] - TOP - self.down / 2 - step / 2


def _cost(stroke: Stroke) -> float:
    return {"thin": THIN, "normal": DASHED, "heavy": HEAVY}[stroke.weight]


def ticks(low: float, high: float, ems: float, inset: float = 0.0) -> tuple[float, ...]:
    """Round numbers between two, so much of the way from the ends."""
    step, free = round_step((high - low) / max(FEWEST, TICKS * ems / SIZE)), (inset - 1e-9) * (high - low)
    out, k = [], math.ceil((low + free) / step)
    while k * step <= high - free:
        out.append(float(f"{k * step:.10g}"))
        k += 1
    return tuple(out)


def even_levels(field: Valued, window: Window, count: int) -> tuple[float, ...]:
    """About so many values a round step apart, over what the function takes in the window; far peaks and poles are cut off."""
    found = sorted(v for row in sampled(field, window) for v in row if v is not None)
    if len(found) < 2 or found[0] == found[-1]:
        return ()
    low, high = found[int(CUT * (len(found) - 1))], found[int((1 - CUT) * (len(found) - 1))]
    if low == high:
        return ()
    step = round_step((high - low) / count)
    first, last = math.ceil(low / step), math.floor(high / step)
    if found[-1] - high <= NEAR * step:  # what is cut off and no farther out is no peak
        last = max(last, math.ceil(found[-1] / step) - 1)
    if low - found[0] <= NEAR * step:
        first = min(first, math.floor(found[0] / step) + 1)
    return tuple(float(f"{k * step:.10g}") for k in range(first, last + 1))


NEAR = 2  # steps
CUT = 0.04  # of the values on each side: a step is not made for the few that lie far out
COARSE = 25  # places on each side at which a function is looked at before it is drawn


def sampled(field: Valued, window: Window, shift: tuple[float, float] = (0.0, 0.0)) -> list[list[float | None]]:
    """Values on a coarse grid, from the lowest row up, from edge to edge; or on one that is shifted by so much of a cell."""
    dx, dy = window.width / (COARSE - 1), window.height / (COARSE - 1)
    n = COARSE if shift == (0.0, 0.0) else COARSE - 1
    xs, ys = [window.left + (i + shift[0]) * dx for i in range(n)], [window.bottom + (j + shift[1]) * dy for j in range(n)]
    return [[field.at(x, y) for x in xs] for y in ys]
