"""A field of the plane with a curve through it: arrows scaled to be seen, the curve with the way in which it runs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sympy import Basic, Expr, S, Symbol

from tutor.page.document import Figure, Inline, Inlines, Math, Text
from tutor.page.drawing import Arrow, Curve, Deferred, Shape, Stroke
from tutor.printing.figures.numeric import field
from tutor.printing.figures.plane import Plane
from tutor.printing.figures.window import Place, Window, hull
from tutor.printing.figures.wording import nearby
from tutor.printing.notation.compose import compose
from tutor.trees.heads import Vector

STEPS = 96  # parts of a piece of the curve
ROOM = 0.25  # of its size, left on each side of the curve
ARROWS = 9  # along the longer side
LONGEST = 0.85  # of the distance of two arrows
SHORTEST = 0.04  # of the longest: a shorter arrow is left out
THERE = ((0.13, 0.17), (0.63, 0.67))  # of the way along a piece: where the heads stand that show its direction
FLOW, WAY = Stroke("thin"), Stroke("heavy", ink="accent")

Run = tuple[Expr, Expr, Symbol, Expr, Expr]


@dataclass(frozen=True, slots=True)
class FlowMap:
    """Two components in two variables, and pieces: x and y by a parameter, from one value of it to another.

    `written` is the field as the problem has it.
    """

    variables: tuple[Symbol, Symbol]
    components: tuple[Expr, Expr] | None
    pieces: tuple[Run, ...]
    written: Basic | None = None

    def figure(self) -> Figure | None:
        """The picture; None where a piece has no numbers."""
        lines = [line for run in self.pieces for line in (_line(run),) if line is not None]
        if len(lines) < len(self.pieces) or not all(math.isfinite(c) for line in lines for p in line for c in p):
            return None
        box = hull([p for line in lines for p in line])
        size = max(box.width, box.height)
        if size == 0:
            return None
        flat = 0.3 * size  # a straight line along an axis has no height of its own
        if box.height < flat:
            box = Window(box.left, box.right, box.bottom - flat / 2, box.top + flat / 2)
        if box.width < flat:
            box = Window(box.left - flat / 2, box.right + flat / 2, box.bottom, box.top)
        window = box.grown(ROOM).fair().snapped()
        plane = Plane(window, self.variables)
        arrows, alike = self._arrows(window)

        def draw() -> tuple[Shape, ...]:
            for start, tip in arrows:
                plane.over(Arrow(plane.on_page(start), plane.on_page(tip), FLOW))
            for line in lines:
                points = tuple(map(plane.on_page, line))
                plane.over(Curve(points, WAY))
                heads = [tuple(points[round(share * (len(points) - 1))] for share in there) for there in THERE]
                plane.over(*(Arrow(start, tip, WAY) for start, tip in (heads if len(lines) == 1 or _is_round(line) else heads[1:])))
            return plane.shapes()

        caption: Inlines = (Text("The curve with the direction in which it runs."),)
        if arrows:
            shown = Math(compose(self.written or Vector(*(self.components or ()))))
            caption = (Text("The field "), shown, Text(", its arrows scaled to be seen, and the curve with its direction."))
        return Figure(Deferred(*plane.size, draw), caption, tuple(self._facts(lines, bool(arrows), alike)))

    def _arrows(self, window: Window) -> tuple[list[tuple[Place, Place]], bool]:
        """Start and tip of an arrow at each point of a grid, the longest as long as the grid is wide.

        Also whether all are drawn equally long, which they are where most would be too short to be seen.
        """
        made = [field(c, self.variables) for c in self.components or ()]
        if len(made) != 2 or None in made:
            return [], False
        step = max(window.width, window.height) / ARROWS
        found: list[tuple[Place, float, float]] = []
        for i in range(max(1, int(window.width / step))):
            for j in range(max(1, int(window.height / step))):
                at = (window.left + (i + 0.5) * step, window.bottom + (j + 0.5) * step)
                u, v = (f.at(*at) for f in made if f is not None)
                if u is not None and v is not None and math.isfinite(u) and math.isfinite(v):
                    found.append((at, u, v))
        lengths = sorted(math.hypot(u, v) for _, u, v in found)
        if not lengths or lengths[-1] == 0:
            return [], False
        most = lengths[min(len(lengths) - 1, int(0.9 * len(lengths)))] or lengths[-1]  # beside a pole a few are far longer
        alike = 2 * sum(length >= SHORTEST * most for length in lengths) < len(lengths)
        out: list[tuple[Place, Place]] = []
        for (x, y), u, v in found:
            length = math.hypot(u, v)
            share = (1.0 if length else 0.0) if alike else min(1.0, length / most)
            if share < SHORTEST:
                continue
            dx, dy = (LONGEST * step * share * c / length for c in (u, v))
            out.append(((x - dx / 2, y - dy / 2), (x + dx / 2, y + dy / 2)))
        return out, alike

    def _facts(self, lines: Sequence[Sequence[Place]], flows: bool, alike: bool) -> Iterator[Inlines]:
        for k, line in enumerate(lines, start=1):
            words: list[Inline] = [Text(f"Piece {k} of the curve" if len(lines) > 1 else "The curve"), Text(_turn(line))]
            words += [*nearby(line[0]), Text(" by way of "), *nearby(line[len(line) // 2]), Text(" to "), *nearby(line[-1])]
            yield (*words, Text("."))
        if flows:
            stronger = "An arrow is the longer, the stronger the field is there; those of the strongest tenth are equally long."
            yield (Text("All arrows are drawn equally long, and show the direction of the field only." if alike else stronger),)


def _turn(line: Sequence[Place]) -> str:
    """The way in which a line runs, with the sense in which it turns where it is closed."""
    if not _is_round(line):
        return " runs from "
    area = sum(a * d - b * c for (a, b), (c, d) in pairwise(line))
    return " runs counterclockwise from " if area > 0 else " runs clockwise from "


def _is_round(line: Sequence[Place]) -> bool:
    """Whether a line comes back to where it began."""
    return math.dist(line[0], line[-1]) < 1e-9 * (1 + math.hypot(*line[0]))


def _line(run: Run) -> list[Place] | None:
    """Points of a piece, in its direction."""
    x, y, t, low, high = run
    ends = [float(e) if e.is_number and e.is_finite else None for e in (S(low).evalf(), S(high).evalf())]
    made = [field(c, (t, Symbol(f"{t.name}_unused", real=True))) for c in (x, y)]
    if None in ends or None in made:
        return None
    a, b = (e for e in ends if e is not None)
    out: list[Place] = []
    for k in range(STEPS + 1):
        u, v = (f.at(a + (b - a) * k / STEPS, 0.0) for f in made if f is not None)
        if u is None or v is None:
            return None
        out.append((u, v))
    return out
