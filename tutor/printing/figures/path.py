"""A path of points on a contour map: where a walk began, how it went from step to step, and where it came to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as kept

from sympy import Expr, Symbol

from tutor.page.document import Figure, Inlines, Math, Text
from tutor.page.drawing import Deferred, Dot, Shape, Stroke
from tutor.printing.figures.lines import every_level
from tutor.printing.figures.numeric import PlaneFunction, field, numbers
from tutor.printing.figures.plane import LEVEL, Plane, even_levels
from tutor.printing.figures.window import Place, Window, about
from tutor.printing.figures.wording import decimal, place, roughly, rounded, shortened, shown_part
from tutor.printing.notation.compose import compose
from tutor.trees import tree
from tutor.trees.heads import Name

FAR = 4.0  # times the first step or the way to the goal: from a point farther out on nothing is drawn, the walk has run away
SMALL = 0.6  # ems: the size of the values on thin level curves
LEVELS = 8
LISTED = 6  # points that are told one by one; of more only the first and the last are
RIGHT = 1e-6  # a cosine that is less than this is that of a right angle
DOTTED = 25  # points that are marked one by one; of more only the line is drawn
ROOM = 0.18  # of its size, left free about the path
APART = 0.05  # of a level: nearer than this two level curves are one
PATH = Stroke("normal", ink="accent")


@dataclass(frozen=True, slots=True)
class PathMap:
    """A function of two variables and the points of a walk; `goal` is where it should end, if that is known."""

    function: Expr
    letter: str
    variables: tuple[Symbol, ...]
    points: tuple[tuple[Expr, ...], ...]
    name: str = "p"
    goal: tuple[Expr, ...] | None = kept(default=None)

    def figure(self) -> Figure | None:
        """The map; None where it would show nothing: not two variables, letters left over, a walk that does not move."""
        made = field(self.function, self.variables)
        places = [numbers(at) for at in self.points]
        if made is None or len(places) < 2 or any(p is None for p in places):
            return None
        ends = None if self.goal is None else numbers(self.goal)
        goal = None if ends is None else (ends[0], ends[1])
        walked = _near([(p[0], p[1]) for p in places if p is not None], goal)
        if len(set(walked)) < 2 or any(made.at(*p) is None for p in walked):
            return None
        shown = walked if goal is None else [*walked, goal]
        window = _about(shown)
        plane = Plane(window, self.variables)

        def draw() -> tuple[Shape, ...]:
            return self._drawn(plane, made, walked, goal)

        facts = tuple(self._facts(window, made, walked, len(places), goal))
        return Figure(Deferred(*plane.size, draw), self._caption(len(walked) < len(places)), facts)

    def _drawn(self, plane: Plane, made: PlaneFunction, walked: Sequence[Place], goal: Place | None) -> tuple[Shape, ...]:
        through = sorted({rounded(v, 3) for p in walked[:4] if (v := made.at(*p)) is not None})
        spread = [v for v in even_levels(made, plane.window, LEVELS) if all(abs(v - w) > APART * max(abs(v), abs(w)) for w in through)]
        levels = [*spread, *through]
        for level, lines in zip(levels, every_level(self.function, made, plane.window, levels), strict=True):
            plane.lines(lines, LEVEL, decimal(level), SMALL)
        plane.line(tuple(walked), PATH)
        if len(walked) <= DOTTED:
            plane.over(*(Dot(plane.on_page(p)) for p in walked[1:-1]))
        if goal is not None and plane.window.holds(goal):
            plane.mark(goal, "other")
        plane.mark(walked[0], "max", compose(Name(f"{self.name}_0")), 0.9)
        plane.mark(walked[-1], "min", compose(Name(f"{self.name}_{len(walked) - 1}")), 0.9)
        return plane.shapes()

    def _caption(self, cut: bool) -> Inlines:
        left = " Its later points lie far outside." if cut else ""
        goal = " The plus sign is the point that is sought." if self.goal is not None else ""
        return (
            Text("Level curves of "), Math(Symbol(self.letter)),
            Text(f" and the path over them, which begins at the open dot.{goal}{left}"),
        )  # fmt: skip

    def _facts(self, window: Window, made: PlaneFunction, walked: Sequence[Place], count: int, goal: Place | None) -> Iterator[Inlines]:
        yield shown_part(window, self.variables)
        last = len(walked) - 1
        for k in range(last + 1) if last < LISTED else (0, 1, 2, last):
            if k == last >= LISTED:
                yield (Text(f"The path goes on through points 3 to {last - 1}."),)
            value = made.at(*walked[k])
            exact = tree.evaluated(tree.substitute(self.function, dict(zip(self.variables, self.points[k], strict=True))))
            here = () if value is None else (Text(", where the value is "), *_nearly(exact), Math(decimal(value)))
            yield (Text(f"Point {k} of the path is "), *_nearly(*self.points[k]), Math(place(walked[k])), *here, Text("."))
        turns = [c for three in zip(walked, walked[1:], walked[2:], strict=False) if (c := _cosine(*three)) <= RIGHT]
        if len(turns) > 1:
            exactly = f"The path turns by a right angle {len(turns)} times."
            yield (Text(exactly if min(turns) >= -RIGHT else f"The path turns by a right angle or more {len(turns)} times."),)
        if len(walked) < count:
            yield (Text(f"The {count - len(walked)} points after that lie outside of the map."),)
        if goal is not None:
            yield (Text("The point that is sought is "), *_nearly(*self.goal or ()), Math(place(goal)), Text("."))


def _nearly(*values: Expr) -> Inlines:
    """What is said before decimals that are rounded."""
    return roughly(any(map(shortened, values)))


def _near(points: Sequence[Place], goal: Place | None) -> list[Place]:
    """The points up to the first that is far from the start, beside the first step and the way to the goal."""
    out = list(points[:2])
    size = max(math.dist(a, points[0]) for a in (points[1], *(() if goal is None else (goal,)))) or 1.0
    for p in points[2:]:
        if math.dist(p, points[0]) > FAR * size:
            break
        out.append(p)
    return out


def _about(points: Sequence[Place]) -> Window:
    """A window about them; one that is very narrow is made wider, so that level curves are seen."""
    window = about(list(points))
    short = min(window.width, window.height)
    grown = max(window.width, window.height) / 3 - short
    if grown <= 0:
        return window
    dx, dy = (grown / 2, 0.0) if window.width == short else (0.0, grown / 2)
    return Window(window.left - dx, window.right + dx, window.bottom - dy, window.top + dy).snapped()


def _cosine(a: Place, b: Place, c: Place) -> float:
    """That of the angle by which a path turns at its middle point; 1 where it stands still there."""
    if b in (a, c):
        return 1.0
    return ((b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])) / (math.dist(a, b) * math.dist(b, c))
