"""A curve in space with its shadow below it, the way in which it runs, and its tangent vector at a point."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from sympy import Expr, Integer, Symbol

from tutor.page.document import Figure, Inline, Inlines, Math, Text
from tutor.page.drawing import Arrow, Curve, Deferred, Shape, Stroke
from tutor.printing.figures.sheet import ROOM, Spot, View, line_of, spoken
from tutor.printing.figures.wording import between, equation, series, written
from tutor.trees import tree

HEAD = 0.62  # of the way along the curve: where the head stands that shows its direction
TANGENT = 0.9  # how long the tangent vector is drawn, in halves of the longest side of the box
NEAR = 1e-3  # of the range: a step along the curve by which its direction is seen
WAY, SHADOW, SLOPE = Stroke("heavy", ink="accent"), Stroke("normal", "dotted", "soft"), Stroke("heavy")


@dataclass(frozen=True, slots=True)
class Thread:
    """A position by a parameter, from one value of it to another, and the value at which its tangent is drawn."""

    position: tuple[Expr, Expr, Expr]
    parameter: Symbol
    lower: Expr
    upper: Expr
    at: Expr | None = None

    def figure(self) -> Figure | None:
        """The picture; None where a point has no numbers."""
        sizes = self._sizes()
        try:
            line = line_of((self.position, self.parameter, self.lower, self.upper), sizes)
            slope = None if self.at is None else self._slope(sizes)
        except (ValueError, TypeError, ZeroDivisionError, OverflowError):
            return None
        if not all(math.isfinite(c) for p in line for c in p):
            return None
        view = View((), (line,))
        if view.half == 0:
            return None
        floor = view.low[2] - ROOM * view.half

        def draw() -> tuple[Shape, ...]:
            return (*view.axes(), *_curve(line, floor, view), *_tangent(slope, view), *view.names(NAMES))

        words = "A part of the curve, with its shadow dotted below it" + (", and its tangent vector at the point." if slope else ".")
        return Figure(Deferred(view.width, view.tall, draw), (Text(words), *view.told()), tuple(self._facts(line, slope, sizes)))

    def _sizes(self) -> dict[Symbol, Expr]:
        used = [*self.position, self.lower, self.upper, *(() if self.at is None else (self.at,))]
        letters = sorted({s for e in used for s in tree.plain(e).free_symbols} - {self.parameter}, key=str)
        return {s: Integer(k + 1) for k, s in enumerate(letters)}

    def _slope(self, sizes: dict[Symbol, Expr]) -> tuple[Spot, Spot] | None:
        """The point, and the unit vector along the curve there."""
        assert self.at is not None
        step = (self.upper - self.lower) * NEAR
        line = line_of((self.position, self.parameter, self.at - step, self.at + step), sizes)
        start, middle, end = line[0], line[len(line) // 2], line[-1]
        x, y, z = (b - a for a, b in zip(start, end, strict=True))
        length = math.hypot(x, y, z)
        return None if length == 0 else (middle, (x / length, y / length, z / length))

    def _facts(self, line: list[Spot], slope: tuple[Spot, Spot] | None, sizes: dict[Symbol, Expr]) -> Iterator[Inlines]:
        third = len(line) // 3
        low, high = (written(tree.plain(e).subs(sizes)) for e in (self.lower, self.upper))
        part = Text("The part of the curve with "), Math(between(low, self.parameter, high)), Text(" is drawn. It runs from ")
        words: list[Inline] = [*part, *spoken(line[0]), Text(" by way of "), *spoken(line[third])]
        yield (*words, Text(" and "), *spoken(line[2 * third]), Text(" to "), *spoken(line[-1]), Text("."))
        if slope is not None:
            at, way = slope
            yield (Text("At "), *spoken(at), Text(" it runs in the direction "), *spoken(way), Text("."))
        if sizes:
            yield (Text("Drawn for "), *series([(Math(equation(s, value)),) for s, value in sizes.items()]), Text("."))


NAMES = tuple(Symbol(n, real=True) for n in ("x", "y", "z"))


def _curve(line: list[Spot], floor: float, view: View) -> Iterator[Shape]:
    yield Curve(tuple(view.on_page((x, y, floor)) for x, y, _ in line), SHADOW)
    yield Curve(tuple(map(view.on_page, line)), WAY)
    k = round(HEAD * (len(line) - 1))
    yield Arrow(view.on_page(line[k]), view.on_page(line[min(k + 2, len(line) - 1)]), WAY)


def _tangent(slope: tuple[Spot, Spot] | None, view: View) -> Iterator[Shape]:
    if slope is not None:
        at, way = slope
        x, y, z = (a + TANGENT * view.half * w for a, w in zip(at, way, strict=True))
        yield Arrow(view.on_page(at), view.on_page((x, y, z)), SLOPE)
