"""Where labels stand in a picture: beside their points and on their lines, over nothing that must be seen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tutor.page.drawing import Curve, Formula, Label, Point
from tutor.printing.figures.typeset import AXIS, typeset
from tutor.printing.figures.typeset import FormulaBox as Set
from tutor.printing.notation.compose import compose

STEP = 0.12  # ems between the places of a line that are looked at
WAYS = tuple((math.cos(k * math.pi / 8), -math.sin(k * math.pi / 8)) for k in (2, 14, 6, 10, 0, 8, 4, 12, 1, 15, 7, 9, 3, 5, 11, 13))
AWAY = (0.35, 0.7, 1.3, 2.0)  # ems from a point to its label, the nearest first
FARTHER, LATER = 1.5, 0.05  # what each step farther, and each later way, costs; a place of a heavy line costs 3
FULL = 12.0  # a label that covers more than this of what is drawn is left out
SMALLER = (1.0, 0.85, 0.7)
MARGIN = 0.12  # ems left free about a label
SHADED = 1.0  # what it costs the name of a line to stand in the region
OWN = 0.3  # ems from a point of a line within which its own places lie


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle on the page; y goes down."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rectangle) -> bool:
        """Whether they have a place in common."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Rectangle) -> bool:
        """Whether all of it lies in the other."""
        return other.left <= self.left and self.right <= other.right and other.top <= self.top and self.bottom <= other.bottom

    def holds(self, place: Point) -> bool:
        """Whether a place lies in it."""
        return self.left < place[0] < self.right and self.top < place[1] < self.bottom

    def away(self, place: Point) -> float:
        """How far a place is from it."""
        dx = max(self.left - place[0], 0.0, place[0] - self.right)
        dy = max(self.top - place[1], 0.0, place[1] - self.bottom)
        return math.hypot(dx, dy)

    def grown(self, by: float) -> Rectangle:
        """With so much more on each side."""
        return Rectangle(self.left - by, self.top - by, self.right + by, self.bottom + by)


def box(label: Label) -> Rectangle:
    """The rectangle of a label's letters."""
    return _placed(label, typeset(compose(label.formula), label.size))


def _placed(label: Label, made: Set) -> Rectangle:
    share = {"left": 0.0, "right": 1.0}.get(label.anchor, 0.5)
    left = label.at[0] - share * made.width
    match label.anchor:
        case "above":
            line = label.at[1] - made.down
        case "below":
            line = label.at[1] + made.up
        case _:
            line = label.at[1] + AXIS * label.size
    return Rectangle(left, line - made.up, left + made.width, line + made.down)


class Ground:
    """What is drawn already: lines with what covering them costs, and boxes that nothing may cover."""

    def __init__(self, page: Rectangle) -> None:
        self.page = page
        self.taken: list[Rectangle] = []
        self.points: list[Point] = []
        self.shades: list[Sequence[Point]] = []
        self._places: dict[tuple[int, int], list[tuple[float, float, float]]] = {}  # by the square of an em in which they lie

    def line(self, points: Sequence[Point], cost: float) -> None:
        """A line; a thin one costs little, since it can be interrupted."""
        for x, y in dense(points):
            self._places.setdefault((math.floor(x), math.floor(y)), []).append((x, y, cost))

    def cost(self, found: Rectangle) -> float:
        """Of what a box covers; infinite where it may not stand."""
        if not found.within(self.page) or any(found.meets(t) for t in self.taken):
            return math.inf
        across, down = (range(math.floor(a), math.floor(b) + 1) for a, b in ((found.left, found.right), (found.top, found.bottom)))
        near = (place for i in across for j in down for place in self._places.get((i, j), ()))
        return sum(cost for x, y, cost in near if found.holds((x, y)))

    def beside(self, point: Point, formula: Formula, size: float, of_line: bool = False) -> Label | None:
        """A label near a point, smaller where there is no room; None where there is none at all.

        Where it names a line through the point, no other line lies between, and it stands outside of what is shaded if it can.
        """
        for smaller in SMALLER:
            found = self._beside(point, formula, size * smaller, of_line)
            if found is not None:
                return found
        return None

    def _beside(self, point: Point, formula: Formula, size: float, of_line: bool) -> Label | None:
        best: tuple[float, Label, Rectangle] | None = None
        made = typeset(compose(formula), size)
        half, high = made.width / 2, (made.up + made.down) / 2
        for far, away in enumerate(AWAY):
            for later, (dx, dy) in enumerate(WAYS):
                at = (point[0] + away * dx + half * _sign(dx), point[1] + away * dy + high * _sign(dy))
                label = Label((at[0], at[1] + (made.up - made.down) / 2 - AXIS * size), formula, "centre", size)
                here = _placed(label, made)
                if any(here.away(other) < here.away(point) + MARGIN for other in self.points if other != point):
                    continue  # it would seem to belong to another point
                if of_line and self._cut(point, at):
                    continue  # or to another line
                covered = self.cost(here.grown(MARGIN))
                cost = covered + FARTHER * far + LATER * later + SHADED * (of_line and any(inside(at, s) for s in self.shades))
                if covered < FULL and (best is None or cost < best[0]):
                    best = cost, label, here
        if best is None:
            return None
        self.taken.append(best[2].grown(MARGIN))
        return best[1]

    def _cut(self, point: Point, at: Point) -> bool:
        """Whether a heavy line lies between a point and a place, a little away from the point, whose own line goes through it."""
        between = (p for p in dense((point, at)) if math.dist(p, point) > OWN)
        return any(
            cost >= HEAVY and math.dist((x, y), p) < STEP
            for p in between
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
            for x, y, cost in self._places.get((math.floor(p[0]) + i, math.floor(p[1]) + j), ())
        )

    def along(self, lines: Iterable[Sequence[Point]], formula: Formula, size: float, own_cost: float) -> Label | None:
        """A label on one of the lines that is long enough for it, away from others; None where there is no room."""
        best: tuple[float, Label, Rectangle] | None = None
        made = typeset(compose(formula), size)
        for line in lines:
            places = dense(line)
            for k in range(len(places) // 10, len(places) - len(places) // 10, 8):
                label = Label(places[k], formula, "centre", size)
                here = _placed(label, made)
                if len(places) * STEP < 3 * (here.right - here.left):
                    break
                own = sum(here.grown(2 * MARGIN).holds(p) for p in places[max(0, k - 40) : k + 40])
                cost = self.cost(here.grown(2 * MARGIN)) - own * own_cost
                if cost < FULL / 4 and (best is None or cost < best[0] - 1e-9):
                    best = cost, label, here
        if best is None:
            return None
        self.taken.append(best[2].grown(MARGIN))
        return best[1]


THIN, DASHED, HEAVY = 0.15, 1.5, 3.0  # the cost of each place of a line that a label covers


def cleared(curve: Curve, boxes: Sequence[Rectangle]) -> list[Curve]:
    """A line interrupted where labels stand."""
    near = [b for b in boxes if any(b.holds(p) for p in dense(curve.points))]
    if not near:
        return [curve]
    out: list[Curve] = []
    run: list[Point] = []
    for place in dense(curve.points):
        if any(b.holds(place) for b in near):
            if len(run) > 1:
                out.append(replace(curve, points=tuple(run)))
            run = []
        else:
            run.append(place)
    if len(run) > 1:
        out.append(replace(curve, points=tuple(run)))
    return out


def dense(points: Sequence[Point]) -> list[Point]:
    """The line with places at most a step apart."""
    out: list[Point] = list(points[:1])
    for (x0, y0), (x1, y1) in pairwise(points):
        n = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / STEP))
        out.extend((x0 + (x1 - x0) * k / n, y0 + (y1 - y0) * k / n) for k in range(1, n + 1))
    return out


def inside(place: Point, polygon: Sequence[Point]) -> bool:
    """Whether a place lies in a polygon: a ray to the right leaves it an odd number of times."""
    x, y = place
    sides = zip(polygon, (*polygon[1:], polygon[0]), strict=True)
    return sum((b > y) != (d > y) and x < a + (y - b) * (c - a) / (d - b) for (a, b), (c, d) in sides) % 2 == 1


def _sign(c: float) -> float:
    """-1, 0 or 1, half way where a direction is nearly along the other axis."""
    return 0.0 if abs(c) < 0.2 else math.copysign(1.0, c) if abs(c) > 0.5 else math.copysign(0.6, c)
