"""A constraint with the level curves of the objective that go through the candidates: at an extremum they touch it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sympy import Basic, Expr, Symbol

from tutor.page.document import Figure, Inline, Inlines, Math, Text
from tutor.page.drawing import Deferred, Point, Shape, Stroke
from tutor.printing.figures.lines import every_level, level_lines
from tutor.printing.figures.marks import MARKS
from tutor.printing.figures.numeric import PlaneFunction, field, numbers, only_touched
from tutor.printing.figures.plane import LEVEL, SIZE, Plane, even_levels
from tutor.printing.figures.relations import Bounds, bounds
from tutor.printing.figures.typeset import typeset
from tutor.printing.figures.window import Place, Window
from tutor.printing.figures.wording import compass, decimal, equation, located, nearby, rounded, series, shown_part, small, valued
from tutor.printing.notation.compose import compose
from tutor.trees import tree
from tutor.trees.heads import Name

SMALL = 0.6  # ems: the size of the values on thin level curves
LEVELS = 9  # thin level curves besides those through the candidates
MOST = 24  # candidates; more cannot be told apart
LONG, SHORT, ASIDE = 3.6, 2.0, 0.28  # ems: the two arrows, and how far each is moved aside where both point one way
ALIKE = 1e-6  # a difference that comes from rounding
WIDE, TALL = 3.0, 1.3  # ems that a value written on a curve may take; else its decimals stand there
THROUGH = Stroke("normal", "dashed")
GRADIENTS = (Stroke("heavy", ink="accent"), Stroke("normal"))

Points = tuple[tuple[Expr, ...], ...]
Gradients = tuple[tuple[str, Place], ...]  # each with the letter of its function


@dataclass(frozen=True, slots=True)
class ConstraintMap:
    """An objective of two variables, its constraints, and the coordinates of maxima, minima and the other candidates."""

    objective: Expr
    letter: str
    variables: tuple[Symbol, ...]
    constraints: tuple[Basic, ...]
    maxima: Points = ()
    minima: Points = ()
    others: Points = ()

    @property
    def candidates(self) -> list[tuple[tuple[Expr, ...], str]]:
        """Each with how it is marked."""
        return [*((p, "max") for p in self.maxima), *((p, "min") for p in self.minima), *((p, "other") for p in self.others)]

    def figure(self) -> Figure | None:
        """The map; None where it would show nothing: not two variables, letters left over, no candidates, no curve."""
        made = field(self.objective, self.variables)
        limits = bounds(self.constraints, self.variables) if len(self.variables) == 2 else None
        places = [numbers(at) for at, _ in self.candidates]
        if made is None or limits is None or not places or len(places) > MOST or any(p is None for p in places):
            return None
        found = [(p[0], p[1]) for p in places if p is not None]
        if any(made.at(*p) is None for p in found):
            return None
        window = limits.window(found)
        plane = Plane(window, self.variables)

        def draw() -> tuple[Shape, ...]:
            return self._drawn(plane, made, limits, found)

        facts = (*self._facts(window, made, limits, found),)
        arrows = any(self._arrows(plane.window, made, limits, found))
        return Figure(Deferred(*plane.size, draw), self._caption(limits, arrows), facts)

    def _values(self) -> list[tuple[Expr, float]]:
        """The values at the candidates, each once, exact and as a number."""
        out: list[tuple[Expr, float]] = []
        for at, _ in self.candidates:
            exact = self._value(at)
            about = numbers([exact])
            if about is not None and all(abs(about[0] - v) > ALIKE * max(1.0, abs(v)) for _, v in out):
                out.append((exact, about[0]))
        return out

    def _value(self, at: tuple[Expr, ...]) -> Expr:
        return tree.evaluated(tree.substitute(self.objective, dict(zip(self.variables, at, strict=True))))

    def _drawn(self, plane: Plane, made: PlaneFunction, limits: Bounds, places: Sequence[Place]) -> tuple[Shape, ...]:
        values = self._values()
        spread = even_levels(made, plane.window, LEVELS)
        room = (max(spread) - min(spread)) / (3 * LEVELS) if spread else 0.0
        thin = [v for v in spread if all(abs(v - w) > room for _, w in values)]
        for level, lines in zip(thin, every_level(self.objective, made, plane.window, thin), strict=True):
            plane.lines(lines, LEVEL, decimal(level), SMALL)
        limits.drawn(plane)
        for exact, level in values:
            touched = only_touched(self.objective, exact, self.variables)
            (lines,) = level_lines(touched or made, plane.window, [0.0 if touched else level])
            plane.lines(lines, THROUGH, equation(Symbol(self.letter), _short(exact, level)))
        for (exact, kind), at in zip(self.candidates, places, strict=True):
            plane.mark(at, kind, small(exact, 0.85))
        for arrow in self._arrows(plane.window, made, limits, places):
            _drawn_arrows(plane, *arrow)
        return plane.shapes()

    def _arrows(self, window: Window, made: PlaneFunction, limits: Bounds, places: Sequence[Place]) -> Iterator[tuple[Place, Gradients]]:
        """The place of one extremum with the gradients there, where both are to be seen."""
        if len(limits.zero) != 1:
            return
        fitting = sorted(places[: len(self.maxima) + len(self.minima)], key=lambda p: not window.holds(_tip(made, p, window), 0.05))
        for at in fitting:
            slope, across = made.slope(*at), limits.zero[0].slope(*at)
            if slope is not None and across is not None and self._touches(made, limits.zero[0], at):
                yield at, ((self.letter, slope), (_constraint_letter(self.letter), across))
                return

    def _caption(self, limits: Bounds, arrows: bool) -> Inlines:
        given = series([(Math(r),) for r in limits.relations])
        drawn = "drawn heavily" if limits.zero else "shaded"
        level = (Text(f", {drawn}, and level curves of "), Math(Symbol(self.letter)))
        return (
            *given,
            *level,
            Text(f"; the dashed ones go through the candidates.{' The arrows are not drawn to scale.' if arrows else ''}"),
        )

    def _facts(self, window: Window, made: PlaneFunction, limits: Bounds, places: Sequence[Place]) -> Iterator[Inlines]:
        yield shown_part(window, self.variables)
        for k, (exact, kind) in enumerate(self.candidates):
            mark = MARKS[kind]
            said: list[Inline] = [Text(f"{mark.shape.capitalize()} at "), *located(exact), Text(f": {mark.one}, ")]
            said += valued(Symbol(self.letter), self._value(exact))
            if len(limits.zero) == 1 and kind != "other" and self._touches(made, limits.zero[0], places[k]):
                said.append(Text("; the level curve of that value touches the constraint there"))
            yield (*said, Text("."))
        for at, ((_, slope), (other, across)) in self._arrows(window, made, limits, places):
            along = sum(a * b for a, b in zip(slope, across, strict=True)) > 0
            yield (
                Text("Two arrows from "), *nearby(at), Text(": the gradient "), Math(Name(self.letter, "∇")),
                Text(f", {compass(slope)}, and the gradient "), Math(Name(other, "∇")),
                Text(f" of the constraint, {'the same way' if along else 'the opposite way'}. They are not drawn to scale."),
            )  # fmt: skip

    def _touches(self, made: PlaneFunction, zero: PlaneFunction, at: Place) -> bool:
        """Whether both gradients exist, are not zero, and are parallel."""
        a, b = made.slope(*at), zero.slope(*at)
        if a is None or b is None:
            return False
        size = math.hypot(*a) * math.hypot(*b)
        return size > ALIKE and abs(a[0] * b[1] - a[1] * b[0]) < ALIKE * size


def _tip(made: PlaneFunction, at: Place, window: Window) -> Place:
    """Where the longer arrow with its name ends."""
    slope = made.slope(*at) or (0.0, 0.0)
    far = (LONG + 1.2) / SIZE * max(window.width, window.height) / (math.hypot(*slope) or 1.0)
    return at[0] + far * slope[0], at[1] + far * slope[1]


def _constraint_letter(letter: str) -> str:
    return "g" if letter != "g" else "h"


def _short(exact: Expr, level: float) -> object:
    made = typeset(compose(exact), 0.75)
    return exact if made.width <= WIDE and made.up + made.down <= TALL else decimal(rounded(level))


def _drawn_arrows(plane: Plane, at: Place, named: Gradients) -> None:
    """Both gradients; side by side where they point one way, each then with its name on its free side."""
    (x, y) = plane.on_page(at)
    ways: list[Point] = [plane.way(slope) for _, slope in named]
    same = sum(a * b for a, b in zip(*ways, strict=True)) > 0
    across = (-ways[0][1], ways[0][0])
    for k, ((letter, _), way) in enumerate(zip(named, ways, strict=True)):
        aside = (ASIDE if k else -ASIDE) if same else 0.0
        start = (x + aside * across[0], y + aside * across[1])
        free = across if k else (-across[0], -across[1])
        sides = ((free, way) if k else (way, free)) if same else ()
        plane.arrow(start, way, SHORT if k else LONG, GRADIENTS[k], Name(letter, "∇"), "plain" if k else "accent", sides)
