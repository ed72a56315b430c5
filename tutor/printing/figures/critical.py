"""A contour map with the critical points of a function, each marked by its class."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as kept

from sympy import Expr, Symbol
from sympy.core.relational import Relational

from tutor.page.document import Figure, Inlines, Math, Text
from tutor.page.drawing import Deferred, Shape, Stroke
from tutor.printing.figures.lines import every_level, level_lines
from tutor.printing.figures.marks import MARKS, legend
from tutor.printing.figures.numeric import PlaneFunction, field, numbers
from tutor.printing.figures.plane import LEVEL, Plane, even_levels, sampled
from tutor.printing.figures.tracing import evenly
from tutor.printing.figures.window import Place, Window, about, round_step
from tutor.printing.figures.wording import decimal, equation, located, rounded, shown_part, small, valued
from tutor.trees import tree

HALVES = (2.0, 1.0, 0.5, 0.25)  # half the width about a single point, the first in which most of it has values
MOSTLY = 0.6  # share of the window that must have a value
LEVELS = 11
SMALL = 0.6  # ems: the size of the values on thin level curves
NEAR = 0.65  # of the way from an extremum to half way to its nearest neighbour: within that a level curve goes round it
BESIDE = 0.3  # of how far a level is from the nearest critical value: others are farther from it than this
WITHIN = 0.7  # of the way to the value nearest to that of an extremum on a circle round it: a level there goes round it
RING = 49  # places on that circle
ROUNDED = 4  # steps of a round number between an extremum and the nearest level, at least
TIGHT = 0.1  # of an even step: nearer than this two level curves are one
SHOWN = 40  # points; a picture with more says nothing
THROUGH, CURVE = Stroke("normal", ink="soft"), Stroke("heavy", "dashed")


@dataclass(frozen=True, slots=True)
class CriticalMap:
    """A function of two variables with its critical points: coordinates and class of each, and curves of such points with their class."""

    function: Expr
    letter: str
    variables: tuple[Symbol, ...]
    points: tuple[tuple[tuple[Expr, ...], str], ...]
    curves: tuple[tuple[Relational, str], ...] = kept(default=())

    def figure(self) -> Figure | None:
        """The map; None where it would show nothing: not two variables, letters left over, no or too many points, too few values."""
        made = field(self.function, self.variables)
        places = [numbers(at) for at, _ in self.points]
        if made is None or not (places or self.curves) or len(places) > SHOWN or any(p is None for p in places):
            return None
        found = [(p[0], p[1]) for p in places if p is not None]
        curves = [field(r.lhs - r.rhs, self.variables) for r, _ in self.curves]
        if any(c is None for c in curves):
            return None
        window = self._window(made, found)
        if window is None:
            return None
        plane = Plane(window, self.variables)

        def draw() -> tuple[Shape, ...]:
            return self._drawn(plane, made, found, [c for c in curves if c is not None])

        return Figure(Deferred(*plane.size, draw), self._caption(), tuple(self._facts(window, made, found)))

    def _window(self, made: PlaneFunction, places: Sequence[Place]) -> Window | None:
        """The largest, of a few, in which most places have a value."""
        for half in HALVES:
            window = about(places or [(0.0, 0.0)], half)
            values = [v for row in sampled(made, window) for v in row]
            if sum(v is not None for v in values) >= MOSTLY * len(values):
                return window
        return None

    def _drawn(self, plane: Plane, made: PlaneFunction, places: Sequence[Place], curves: Sequence[PlaneFunction]) -> tuple[Shape, ...]:
        saddles = self._saddle_levels(made, places)
        levels = self._levels(made, plane.window, places)
        for level, lines in zip(levels, every_level(self.function, made, plane.window, levels), strict=True):
            plane.lines(lines, LEVEL, decimal(level), SMALL)
        for level, lines in zip(saddles, level_lines(made, plane.window, saddles), strict=True):
            plane.lines(lines, THROUGH, decimal(level))
        for curve in curves:
            for lines in level_lines(curve, plane.window, [0.0]):
                plane.lines(lines, CURVE)
        for (exact, word), at in zip(self.points, places, strict=True):
            plane.mark(at, word, small(exact, 0.85))
        return plane.shapes()

    def _saddle_levels(self, made: PlaneFunction, places: Sequence[Place]) -> list[float]:
        values = (made.at(*p) for (_, word), p in zip(self.points, places, strict=True) if word in ("saddle", "neither"))
        return sorted({rounded(v, 10) for v in values if v is not None})

    def _levels(self, made: PlaneFunction, window: Window, places: Sequence[Place]) -> list[float]:
        """Evenly spread ones, none right beside another; and about an extremum that none of them closes around one that does."""
        saddles = self._saddle_levels(made, places)
        critical = [v for p in places if (v := made.at(*p)) is not None]
        spread = even_levels(made, window, LEVELS)
        least = TIGHT * (max(spread) - min(spread)) / LEVELS if spread else 0.0
        out: list[float] = []

        def add(level: float, least: float = 0.0) -> None:
            apart = max(BESIDE * min((abs(level - c) for c in critical), default=0.0), least)
            if all(abs(level - other) > apart for other in (*out, *saddles)):
                out.append(level)

        for level in spread:
            add(level, least)
        for (_, word), at in zip(self.points, places, strict=True):
            value = made.at(*at)
            if word not in ("local_min", "local_max") or value is None:
                continue
            others = [math.dist(at, p) for p in places if p != at]
            reach = NEAR * min([0.25 * window.width, *(d / 2 for d in others)])
            around = _least_around(made, at, value, reach, 1 if word == "local_min" else -1)
            if around is not None and not any(min(value, around) < level < max(value, around) for level in out):
                add(_round(value + WITHIN * (around - value), value))
        return sorted(out)

    def _caption(self) -> Inlines:
        marked = legend(word for _, word in self.points)
        curves = "the dashed curve consists of critical points" if len(self.curves) == 1 else "the dashed curves consist of critical points"
        said = "; ".join(s for s in (marked, curves if self.curves else "") if s)
        return (Text("Level curves of "), Math(Symbol(self.letter)), Text(f". {said[:1].upper()}{said[1:]}."))

    def _facts(self, window: Window, made: PlaneFunction, places: Sequence[Place]) -> Iterator[Inlines]:
        yield shown_part(window, self.variables)
        for (exact, word), _ in zip(self.points, places, strict=True):
            value = tree.evaluated(tree.substitute(self.function, dict(zip(self.variables, exact, strict=True))))
            mark = MARKS[word]
            yield (
                Text(f"{mark.shape.capitalize()} at "), *located(exact), Text(f": {mark.one}, where "),
                *valued(Symbol(self.letter), value), Text("."),
            )  # fmt: skip
        for relation, word in self.curves:
            yield (Text("Dashed curve "), Math(relation), Text(f": each of its points is a {MARKS[word].one}."))
        if any(word in ("local_min", "local_max") for _, word in self.points):
            yield (Text("Close enough to a minimum or maximum marked here the level curves go round it, drawn or not."),)
        saddles = self._saddle_levels(made, places)
        for level in saddles:
            through = Math(equation(Symbol(self.letter), decimal(level)))
            yield (Text("The level curve "), through, Text(" goes through each saddle point of that value."))


def _least_around(made: PlaneFunction, at: Place, value: float, reach: float, sign: int) -> float | None:
    """Of the values on a circle round an extremum the one nearest to its own: what lies between goes round it. None where one is beyond."""
    for part in (1.0, 0.5, 0.25):
        places = ((at[0] + part * reach * math.cos(t), at[1] + part * reach * math.sin(t)) for t in evenly(0.0, 2 * math.pi, RING))
        ring = [made.at(*p) for p in places]
        found = [v for v in ring if v is not None and sign * (v - value) > 0]
        if len(found) == len(ring):
            return min(found, key=lambda v: sign * v)
    return None


def _round(level: float, beside: float) -> float:
    """A round number near a level, still on its side of the value of the extremum beside it."""
    step = round_step(abs(level - beside) / ROUNDED)
    return float(f"{round(level / step) * step:.10g}")
