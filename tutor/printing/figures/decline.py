"""How a quantity falls from step to step, on a scale of powers of ten: a straight line is the same factor in every step."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sympy import Basic, Expr, Rational, Symbol

from tutor.page.document import Figure, Inlines, Math, Text
from tutor.page.drawing import Deferred, Dot, Shape, Stroke
from tutor.printing.figures.plane import Plane
from tutor.printing.figures.window import Place, Window
from tutor.trees import tree
from tutor.trees.heads import Rounded

STEP = Symbol("k")
FEWEST = 3  # steps that show a trend
DOTTED = 25  # steps that are marked one by one
DRAWN = 200  # steps that are drawn, evenly picked out of more
LINE = Stroke("normal", ink="accent")
TOLD, ALL = 5, 8  # values that are told: all while these are few
DEEPEST = -60  # powers of ten: what is smaller is rounding


@dataclass(frozen=True, slots=True)
class DeclineMap:
    """The size of something after each step, the start first; `name` is what it is called."""

    sizes: tuple[Rational, ...]
    name: Basic

    def figure(self) -> Figure | None:
        """The picture; None where there are too few steps to show a trend, or nothing changes."""
        points = list(self._points())
        if len(points) < FEWEST or len({round(y, 3) for _, y in points}) < 2:
            return None
        low, high = min(y for _, y in points), max(y for _, y in points)
        bottom, top = math.floor(low), math.ceil(high)
        window = Window(0.0, points[-1][0], float(bottom), float(top if top > bottom else bottom + 1))
        plane = Plane(window, (STEP, self.name), data=True, powers=True)

        def draw() -> tuple[Shape, ...]:
            plane.line(tuple(points), LINE)
            if len(points) <= DOTTED:
                plane.over(*(Dot(plane.on_page(p)) for p in points))
            return plane.shapes()

        return Figure(Deferred(*plane.size, draw), self._caption(), tuple(self._facts(points)))

    def _points(self) -> Iterator[Place]:
        """The logarithms, up to the first size that is 0 to the digits that are carried."""
        every = max(1, -(-len(self.sizes) // DRAWN))
        for k, size in enumerate(self.sizes):
            if size <= 0 or (power := _logarithm(size)) < DEEPEST:
                return
            if k % every == 0 or k == len(self.sizes) - 1:
                yield float(k), power

    def _caption(self) -> Inlines:
        return (
            Text("How "), Math(self.name), Text(" changes with the step "), Math(STEP), Text(", on a scale of powers of ten. "
            "On it a straight line is the same factor in every step."),
        )  # fmt: skip

    def _facts(self, points: Sequence[Place]) -> Iterator[Inlines]:
        told = len(points) if len(points) <= ALL else TOLD
        for k in sorted({round(j * (len(points) - 1) / (told - 1)) for j in range(told)}):
            step, power = points[k]
            shown = _scientific(power)
            when = "At the start" if step == 0 else "After one step" if step == 1 else f"After {round(step)} steps"
            yield (Text(f"{when} it is about "), Math(shown), Text("."))


def _logarithm(size: Rational) -> float:
    """The logarithm to the base ten of a positive rational, whose parts may be too long for a float."""
    return math.log10(int(size.p)) - math.log10(int(size.q))


def _scientific(power: float) -> Expr:
    """10^power as a decimal with a power of ten."""
    whole = math.floor(power)
    mantissa = Rational(f"{10 ** (power - whole):.2f}")
    value = mantissa * tree.evaluated(Rational(10) ** whole)
    return Rounded(value, 70, 3)
