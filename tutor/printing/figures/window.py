"""Which part of the plane a picture shows: the points that matter with room about them, or a curve or region as a whole."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Place = tuple[float, float]

ROOM = 0.5  # of their spread, left on each side of points
APART = 0.8  # of the way to the next point of a row: in a window of a few of many, none is seen that is not marked
LEAST = 0.15  # of how far they are from the origin: points far out that lie close together are not shown under a lens
EQUAL = 3.0  # where one side is longer than this many times the other, the axes have different scales
STRETCHED = 8.0  # the same for the rectangle of points
COARSE = 48  # cells of a side in which a curve or region is looked for
GROWTH = 5  # times that the part is doubled before a curve or region counts as unbounded
SNAP = 0.02  # of its size: to multiples of a round number of about that the edges of a window are moved
BORDER = 0.12  # of its size, left on each side of a bounded curve or region


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of the plane."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    @property
    def centre(self) -> Place:
        """Its middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def holds(self, place: Place, inset: float = 0.0) -> bool:
        """Whether a place lies in it, so much of its size away from the edge."""
        dx, dy = inset * self.width, inset * self.height
        return self.left + dx <= place[0] <= self.right - dx and self.bottom + dy <= place[1] <= self.top - dy

    def grown(self, share: float) -> Window:
        """With so much of its size more on each side."""
        dx, dy = share * self.width, share * self.height
        return Window(self.left - dx, self.right + dx, self.bottom - dy, self.top + dy)

    def snapped(self) -> Window:
        """With round numbers at its edges, which lie outside of it or on it."""

        def out(low: float, high: float) -> tuple[float, float]:
            step = round_step((high - low) * SNAP)
            return float(f"{math.floor(low / step + 1e-9) * step:.10g}"), float(f"{math.ceil(high / step - 1e-9) * step:.10g}")

        return Window(*out(self.left, self.right), *out(self.bottom, self.top))

    def fair(self) -> Window:
        """The shorter side made as long as the other, so that angles are seen as they are, unless it is very much shorter."""
        if max(self.width, self.height) > EQUAL * min(self.width, self.height):
            return self
        half = max(self.width, self.height) / 2
        (x, y) = self.centre
        return Window(x - half, x + half, y - half, y + half)


def about(places: Sequence[Place], least: float = 1.0) -> Window:
    """A window that holds points with room; `least` is half its width where they are all one."""
    box = hull(places)
    far = max(abs(c) for p in places for c in p)
    spread = max(box.width, box.height)
    several = max(len({round(c, 6) for c in side}) for side in zip(*places, strict=True))
    room = min(ROOM, APART / max(1, several - 1))
    half = max(LEAST * far, least if spread == 0 else (0.5 + room) * spread)
    dx, dy = half, half
    if 0 < min(box.width, box.height) < spread / STRETCHED:  # much longer than wide: the axes have different scales
        dx, dy = ((0.5 + room) * side for side in (box.width, box.height))
    (x, y) = box.centre
    return Window(x - dx, x + dx, y - dy, y + dy).snapped()


def round_step(least: float) -> float:
    """The least of 1, 2, 5 times a power of ten that is not under a number."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(m * power for m in (1.0, 2.0, 5.0, 10.0) if m * power >= least * (1 - 1e-9))


def hull(places: Iterable[Place]) -> Window:
    """The smallest rectangle that holds them."""
    xs, ys = zip(*places, strict=True)
    return Window(min(xs), max(xs), min(ys), max(ys))


def around(start: Window, touches: Callable[[Window], bool]) -> Window | None:
    """The rectangle in which a bounded set lies, with a border; None where it is not seen to be bounded, or not seen at all.

    `touches` says whether the set may meet a small rectangle.
    """
    window = start
    for _ in range(GROWTH):
        found = _cells(window, touches)
        if found and all(window.holds(c.centre, 1.5 / COARSE) for c in found):
            box = _union(found)
            finer = _cells(box, touches)
            return (_union(finer) if finer else box).grown(BORDER).fair().snapped()
        window = window.grown(0.5)
    return None


def _cells(window: Window, touches: Callable[[Window], bool]) -> list[Window]:
    dx, dy = window.width / COARSE, window.height / COARSE
    cells = (
        Window(window.left + i * dx, window.left + (i + 1) * dx, window.bottom + j * dy, window.bottom + (j + 1) * dy)
        for i in range(COARSE)
        for j in range(COARSE)
    )
    return [c for c in cells if touches(c)]


def _union(cells: Sequence[Window]) -> Window:
    return Window(min(c.left for c in cells), max(c.right for c in cells), min(c.bottom for c in cells), max(c.top for c in cells))
