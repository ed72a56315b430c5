"""A drawing before it is printed: lines, arrows, dots, shaded regions and labels on a page measured in ems.

x goes to the right and y down, as on a page; (0, 0) is the upper left corner. A drawing says nothing by colour alone: what
is marked is heavier or dashed as well. Every format writes these few shapes; what they mean is the figure's own matter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

# A formula: an object with a notation, or a `layout.Layout`. Typed loosely, as in `document`.
Formula = object
Point = tuple[float, float]

Weight = Literal["thin", "normal", "heavy"]
Dash = Literal["solid", "dashed", "dotted"]
Ink = Literal["plain", "soft", "accent"]
Shade = Literal["none", "light", "hatched"]
Anchor = Literal["centre", "left", "right", "above", "below"]


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn."""

    weight: Weight = "normal"
    dash: Dash = "solid"
    ink: Ink = "plain"


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points, straight between them; many points make a smooth one."""

    points: tuple[Point, ...]
    stroke: Stroke = Stroke()


@dataclass(frozen=True, slots=True)
class Arrow:
    """A straight arrow with its head at the end."""

    start: Point
    end: Point
    stroke: Stroke = Stroke()


@dataclass(frozen=True, slots=True)
class Region:
    """The inside of a closed line, shaded, with its edge drawn where it has a stroke."""

    points: tuple[Point, ...]
    shade: Shade = "light"
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Patch:
    """The inside of a closed line in one tone, from 0, dark, to 1, light; with an edge it hides what is behind it."""

    points: tuple[Point, ...]
    tone: float
    edge: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A point, filled or left open."""

    at: Point
    filled: bool = True
    ink: Ink = "plain"


@dataclass(frozen=True, slots=True)
class Label:
    """A formula at a place. The anchor says which side of the formula the place is at: `left` starts there, `above` sits below it.

    `size` is that of its letters, in ems of the page. A `boxed` one has a frame.
    """

    at: Point
    formula: Formula
    anchor: Anchor = "centre"
    size: float = 1.0
    ink: Ink = "plain"
    boxed: bool = False


Shape = Curve | Arrow | Region | Patch | Dot | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes, those that come later above those before, on a page of so many ems."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Deferred:
    """A drawing that is made when its shapes are first asked for: a format without pictures never does."""

    width: float
    height: float
    draw: Callable[[], tuple[Shape, ...]]

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """As of a `Drawing`."""
        return self.draw()


WEIGHTS: dict[Weight, float] = {"thin": 0.04, "normal": 0.07, "heavy": 0.16}  # of an em
DASHES: dict[Dash, tuple[float, float]] = {"solid": (0, 0), "dashed": (0.4, 0.25), "dotted": (0.08, 0.22)}  # on and off, in ems
HEAD = (0.6, 0.2)  # of an arrow: how long, and how far it stands out to each side, in ems
HEAVIER = 1.7  # times the head of a heavy arrow, which is to be seen on a line of its own weight
SHARE = 0.6  # of a short arrow, which its head takes at most
DOT = 0.23  # radius of a dot, in ems: three times that of a heavy line, on which it is still seen
TONES = ("#152238", "#27436b", "#3f6791", "#5f8ca6", "#8ab0b0", "#b9cfae", "#e3e6ae", "#fbf7d5")  # evenly lighter, so also in grey
HATCH = 0.5  # from line to line of a hatched region, in ems


def colour(tone: float) -> tuple[int, int, int]:
    """A tone as red, green and blue up to 255: between the nearest two of `TONES`."""
    place = min(max(tone, 0.0), 1.0) * (len(TONES) - 1)
    k = min(int(place), len(TONES) - 2)
    low, high = ([int(TONES[j][i : i + 2], 16) for i in (1, 3, 5)] for j in (k, k + 1))
    red, green, blue = (round(a + (place - k) * (b - a)) for a, b in zip(low, high, strict=True))
    return red, green, blue


def head(arrow: Arrow) -> tuple[Point, Point, Point]:
    """The corners of an arrow's head: its tip first."""
    (x0, y0), (x1, y1) = arrow.start, arrow.end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 or 1.0
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    heavy = arrow.stroke.weight == "heavy"
    size = HEAVIER if heavy else min(1.0, SHARE * length / HEAD[0])
    long, wide = (size * h for h in HEAD)
    back = (x1 - long * dx, y1 - long * dy)
    return (x1, y1), (back[0] - wide * dy, back[1] + wide * dx), (back[0] + wide * dy, back[1] - wide * dx)


def shaft(arrow: Arrow) -> tuple[Point, Point]:
    """The line of an arrow, which ends inside its head."""
    _, a, b = head(arrow)
    return arrow.start, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def hatching(points: tuple[Point, ...]) -> list[tuple[Point, Point]]:
    """Slanted lines that fill a closed line: where x + y has a whole number of steps, between each second crossing."""
    sums = [x + y for x, y in points]
    step = HATCH * 2**0.5
    out: list[tuple[Point, Point]] = []
    level = min(sums) + step / 2
    while level < max(sums):
        crossings: list[Point] = []
        for (x0, y0), (x1, y1) in zip(points, (*points[1:], points[0]), strict=True):
            a, b = x0 + y0 - level, x1 + y1 - level
            if (a < 0) != (b < 0):
                k = a / (a - b)
                crossings.append((x0 + k * (x1 - x0), y0 + k * (y1 - y0)))
        crossings.sort()
        out.extend(zip(crossings[::2], crossings[1::2], strict=False))
        level += step
    return out
