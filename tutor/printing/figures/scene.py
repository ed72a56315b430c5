"""A function over a part of the plane, as the views of `tutor picture` show it: where, between which values, and what it is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sympy import Expr, Symbol

from tutor.page.document import Inlines, Math, Text
from tutor.page.layout import Layout
from tutor.printing.figures.numeric import PlaneFunction
from tutor.printing.figures.plane import sampled
from tutor.printing.figures.typeset import typeset
from tutor.printing.figures.window import Window
from tutor.printing.figures.wording import LINE, decimal, equation, nearly, rounded, series, shown_part
from tutor.printing.notation.compose import compose
from tutor.trees.heads import Name

OUTER = 0.05  # share of the values that may lie far outside of the others, as at a pole, before they are cut off
FAR = 3.0  # times the extent of the other values: so far out is far
NOTHING = 1e-9  # of the largest value
BETWEEN = (0.37, 0.62)  # of a cell, no round part of it
TABLE = 5  # places on each side whose values are told


@dataclass(frozen=True)
class Scene:
    """A function of two variables with its name, and the window in which it is shown."""

    function: Expr
    letter: str
    field: PlaneFunction
    window: Window

    @property
    def variables(self) -> tuple[Symbol, Symbol]:
        """x and y."""
        return self.field.variables

    @cached_property
    def values(self) -> list[float]:
        """Values at evenly spread places, and between these, where they are near a pole that the first ones miss; in ascending order."""
        rows = (*sampled(self.field, self.window), *sampled(self.field, self.window, BETWEEN))
        return sorted(v for row in rows for v in row if v is not None)

    @cached_property
    def heights(self) -> tuple[float, float]:
        """Between which values it is shown: all of them, unless a few lie far outside of the others."""
        found = self.values
        low, high = found[0], found[-1]
        a, b = found[int(OUTER * (len(found) - 1))], found[int((1 - OUTER) * (len(found) - 1))]
        if high - low > FAR * (b - a) > 0:
            low, high = max(low, a - (b - a) / 4), min(high, b + (b - a) / 4)
        return (low, high) if low < high else (low - 1, high + 1)

    @property
    def cut(self) -> bool:
        """Whether values beyond those shown are cut off."""
        return self.values[0] < self.heights[0] or self.values[-1] > self.heights[1]

    def round(self, value: float) -> float:
        """The value without what is only rounding: 0 for the sine of pi."""
        return 0.0 if abs(value) < NOTHING * max(map(abs, self.heights)) else value

    @property
    def named(self) -> Layout:
        """f(x, y) = its formula, or only f(x, y) where that is long."""
        name = Name(self.letter, "scalar", (), self.variables)
        whole = equation(name, self.function)
        return whole if typeset(whole).width <= 2 * LINE else compose(name)

    def shown(self) -> Iterator[Inlines]:
        """The facts that every view begins with: which part of the plane it is, and between which values."""
        yield shown_part(self.window, self.variables)
        low, high = (decimal(v) for v in self.heights)
        if len({*self.values}) == 1:
            yield (Text("The function has the value "), *nearly(self.values[0]), Text(" everywhere."))
            return
        yield (
            Text("Values from about "), Math(low), Text(" to "), Math(high),
            Text(" are shown; those beyond are cut off." if self.cut else " occur."),
        )  # fmt: skip
        if any(v is None for row in sampled(self.field, self.window) for v in row):
            yield (Text("Nothing is drawn where the function has no value."),)

    def table(self) -> Iterator[Inlines]:
        """The values at a few places, row by row from the top: enough to draw the view again."""
        w, (x, y) = self.window, self.variables
        xs = [w.left + k / (TABLE - 1) * w.width for k in range(TABLE)]
        for k in reversed(range(TABLE)):
            at = w.bottom + k / (TABLE - 1) * w.height
            row = [None if v is None else self.round(v) for v in (self.field.at(x_, at) for x_ in xs)]
            found: Sequence[Inlines] = [(Text("none"),) if v is None else (Math(decimal(v)),) for v in row]
            places = series([(Math(decimal(x_)),) for x_ in xs]) if k == TABLE - 1 else ()
            about = (Text(", for "), Math(x), Text(" at "), *places) if places else ()
            exactly = all(rounded(v) == v for v in (at, *row) if v is not None)
            yield (
                Text("Values at " if exactly else "Values, rounded, at "),
                Math(equation(y, decimal(at))),
                *about,
                Text(": "),
                *series(found),
                Text("."),
            )
