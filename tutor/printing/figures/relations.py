"""Equations and inequalities as parts of the plane: curves, shaded regions, and their borders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from sympy import Basic, Eq, Symbol
from sympy.core.relational import GreaterThan, LessThan, Relational, StrictGreaterThan, StrictLessThan

from tutor.page.drawing import Stroke
from tutor.printing.figures.lines import Line, inside, level_lines, polygons
from tutor.printing.figures.numeric import PlaneFunction, field
from tutor.printing.figures.plane import Plane
from tutor.printing.figures.window import Place, Window, about, around

BORDER, OPEN = Stroke("heavy"), Stroke("heavy", "dashed")
SLACK = 1e-7  # a place of a border may miss the others by rounding


@dataclass(frozen=True)
class Margins:
    """The least of several functions: not negative where all of their inequalities hold."""

    fields: tuple[PlaneFunction, ...]

    def at(self, x: float, y: float) -> float | None:
        """The least value there; None where one has none."""
        found = [f.at(x, y) for f in self.fields]
        kept = [v for v in found if v is not None]
        return min(kept) if kept and len(kept) == len(found) else None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What relations say of two variables: functions that are 0, and functions that are not negative, some of them (open) not 0."""

    relations: tuple[Relational, ...]
    zero: tuple[PlaneFunction, ...]
    margins: tuple[PlaneFunction, ...]
    open: tuple[bool, ...]

    def holds(self, x: float, y: float) -> float | None:
        """The least margin, a large one where there are no inequalities."""
        return Margins(self.margins).at(x, y) if self.margins else 1.0

    def window(self, points: Sequence[Place]) -> Window:
        """A window that shows all of it where it is bounded, and with room about the points otherwise."""
        start = about(points or [(0.0, 0.0)], 2.0)
        values = cache(self._values)  # a place is the corner of four cells
        found = around(start, lambda cell: self._touches(cell, values))
        if found is not None and all(found.holds(p) for p in points):
            return found
        return start if start.holds((0.0, 0.0)) or not points else about([*points, (0.0, 0.0)], 2.0)

    def _values(self, x: float, y: float) -> tuple[tuple[float | None, ...], float | None]:
        return tuple(f.at(x, y) for f in self.zero), self.holds(x, y)

    def _touches(self, cell: Window, values: Callable[[float, float], tuple[tuple[float | None, ...], float | None]]) -> bool:
        corners = [values(x, y) for x in (cell.left, cell.right) for y in (cell.bottom, cell.top)]
        for found in zip(*(zeros for zeros, _ in corners), strict=True):
            known = [v for v in found if v is not None]
            if len(known) < len(corners) or min(known) > 0 or max(known) < 0:
                return False
        return any(m is not None and m >= 0 for _, m in corners)

    def drawn(self, plane: Plane) -> list[tuple[Line, Eq]]:
        """Curves heavy; regions shaded, their borders heavy, and dashed where they do not belong to them: the borders, with equations."""
        edges = [r for r in self.relations if not isinstance(r, Eq)]
        drawn: list[tuple[Line, Eq]] = []
        if not self.zero:
            for polygon in polygons(Margins(self.margins), plane.window):
                plane.shade(polygon)
        for k, (margin, is_open) in enumerate(zip(self.margins, self.open, strict=True)):
            if self.zero:
                break
            others = Margins((*self.margins[:k], *self.margins[k + 1 :]))
            pieces: list[Line] = []
            for line in level_lines(margin, plane.window, [0.0])[0]:
                pieces += inside(line, lambda x, y, o=others: _slack(o, x, y)) if others.fields else [line]  # type: ignore[misc]
            plane.lines(pieces, OPEN if is_open else BORDER)
            if longest := max(pieces, key=len, default=None):
                left, right = edges[k].args
                drawn.append((longest, Eq(right, left, evaluate=False) if left.is_number else Eq(left, right, evaluate=False)))
        for zero in self.zero:
            for line in level_lines(zero, plane.window, [0.0])[0]:
                plane.lines(inside(line, lambda x, y: _slack(Margins(self.margins), x, y)) if self.margins else [line], BORDER)
        return drawn


def _slack(margins: Margins, x: float, y: float) -> float | None:
    found = margins.at(x, y)
    return None if found is None else found + SLACK


def bounds(relations: Sequence[Basic], variables: Sequence[Symbol]) -> Bounds | None:
    """The relations as parts of the plane; None where one cannot be drawn."""
    zero: list[PlaneFunction] = []
    margins: list[PlaneFunction] = []
    is_open: list[bool] = []
    kept: list[Relational] = []
    for relation in relations:
        match relation:
            case Eq(lhs=left, rhs=right):
                made = field(left - right, variables)
                zero.extend([made] if made is not None else [])
            case LessThan(lhs=left, rhs=right) | StrictLessThan(lhs=left, rhs=right):
                made = field(right - left, variables)
            case GreaterThan(lhs=left, rhs=right) | StrictGreaterThan(lhs=left, rhs=right):
                made = field(left - right, variables)
            case _:
                return None
        if made is None:
            return None
        kept.append(relation)
        if not isinstance(relation, Eq):
            margins.append(made)
            is_open.append(isinstance(relation, StrictLessThan | StrictGreaterThan))
    return Bounds(tuple(kept), tuple(zero), tuple(margins), tuple(is_open)) if kept else None
