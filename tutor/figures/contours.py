"""A contour map near a point: the level curve through it, the gradient across it at a right angle, and a direction.

Lengths are the same on both axes, so that angles are seen as they are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sympy import Basic, Expr, Float, Rational, Symbol, lambdify
from sympy.core.function import AppliedUndef

from tutor import tree
from tutor.document import Figure, Inlines, Math, Text
from tutor.drawing import Arrow, Curve, Deferred, Dot, Ink, Label, Point, Shape, Stroke
from tutor.heads import Name, Vector
from tutor.layout import Fenced, Operator, Row, listed
from tutor.notation.compose import compose

SIZE, EDGE, TOP = 17.0, 2.4, 0.6  # ems: of the map, of the room for the numbers on its left and below, of that above
GRID = 121  # places on each axis at which the function is looked at
COARSE = 5  # places on each side of the point that decide how large the map is
TINY = 1e-9  # an imaginary part that comes from rounding
HALVES = (2.0, 1.0, 0.5, 0.25)  # half the width of the map in units of the axes, the first in which most of it has values
MOSTLY = 0.7  # share of the places that must have a value
LEVELS = 3  # level curves on each side of the one through the point
ARROW = 0.36  # of the map's width: the gradient is drawn with this length whatever its own is
RIGHT = 0.45  # ems: the side of the little square that says that an angle is right
TICKS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)  # steps between the numbers on an axis; about four fit
THROUGH, OTHER, FRAME = Stroke("heavy"), Stroke("thin", ink="soft"), Stroke("thin")
UP, ALONG = Stroke("heavy", ink="accent"), Stroke("heavy", "dashed")


@dataclass(frozen=True, slots=True)
class ContourMap:
    """A function of two variables, a point with numbers for coordinates, and a direction where one is asked."""

    function: Expr
    letter: str
    point: tuple[tuple[Symbol, Expr], ...]
    direction: Vector | None = None

    @property
    def gradient(self) -> Vector:
        """The gradient at the point, by SymPy: the picture is made apart from the steps that it stands beside."""
        plain = tree.plain(self.function)
        return Vector(*(plain.diff(s).subs({t: tree.evaluated(a) for t, a in self.point}) for s, _ in self.point))

    def figure(self) -> Figure | None:
        """The map; None where it would show nothing: not two variables, letters left over, no gradient, too few values."""
        plain = tree.plain(self.function)
        if len(self.point) != 2 or plain.free_symbols - {s for s, _ in self.point} or plain.atoms(AppliedUndef):
            return None
        here, slope = _numbers(a for _, a in self.point), _numbers(self.gradient.args)
        way = () if self.direction is None else _numbers(self.direction.args)
        level = _number(self.value)
        if here is None or slope is None or way is None or level is None or math.hypot(*slope) == 0:
            return None
        half = self._half(plain, here)
        if half is None:
            return None
        step = math.hypot(*slope) * half / (LEVELS + 0.5)
        arrays = partial(self._function, plain, "numpy")  # NumPy is imported only where the map is drawn
        map_ = _Map(arrays, self.letter, tuple(s for s, _ in self.point), here, slope, way, level, half, step)
        page = Deferred(SIZE + EDGE + TOP, SIZE + EDGE + TOP, map_.shapes)
        return Figure(page, self._caption(), self._facts(slope, way, step))

    def _function(self, plain: Expr, numbers: str) -> Callable[..., Any]:
        """The function of two numbers, or of two arrays. Its letters get names of ours: what is run holds nothing typed."""
        letters = {s: Symbol(f"x_{k}") for k, (s, _) in enumerate(self.point)}
        return lambdify(tuple(letters.values()), plain.xreplace(letters), modules=numbers)  # type: ignore[no-any-return]

    def _half(self, plain: Expr, here: Sequence[float]) -> float | None:
        """Half the width of the map, the largest for which the function has values on most of it; None for none."""
        function = self._function(plain, "math")
        for half in HALVES:
            places = [half * k / COARSE for k in range(-COARSE, COARSE + 1)]
            values = [_at(function, here[0] + dx, here[1] + dy) for dx in places for dy in places]
            if sum(v is not None for v in values) >= MOSTLY * len(values):
                return half
        return None

    @property
    def value(self) -> Expr:
        """The value of the function at the point."""
        return tree.evaluated(tree.substitute(self.function, dict(self.point)))

    def _caption(self) -> Inlines:
        name = Name(self.letter, "", (), [a for _, a in self.point])
        return (
            Text("Level curves near "), Math(_pair(self.point)), Text(". The heavy one goes through the point, where "),
            Math(_equation(name, self.value)), Text("; the gradient crosses it at a right angle."),
        )  # fmt: skip

    def _facts(self, slope: Sequence[float], way: Sequence[float], step: float) -> tuple[Inlines, ...]:
        gradient = Name(self.letter, "∇", (), [a for _, a in self.point])
        curve = Math(_equation(Symbol(self.letter), self.value))
        facts: list[Inlines] = [
            (Text("The level curve "), curve, Text(" goes through "), Math(_pair(self.point)), Text(".")),
            (
                Text("The arrow from there is the gradient "), Math(_equation(gradient, self.gradient)),
                Text(f", at a right angle to the curve, {_compass(slope)}, toward larger values. It is not drawn to scale."),
            ),
            (Text(f"The other level curves are {step:.3g} apart in value, {LEVELS} on each side."),),
        ]  # fmt: skip
        if way:
            cosine = sum(a * b for a, b in zip(slope, way, strict=True)) / (math.hypot(*slope) * math.hypot(*way))
            angle = math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
            named = Math(_equation(Name("u"), self.direction))
            facts.append((Text("The dashed arrow is the direction "), named, Text(f", {angle:.0f} degrees from the gradient.")))
        return tuple(facts)


@dataclass(frozen=True, slots=True)
class _Map:
    """The numbers of a contour map, from which its shapes are drawn."""

    function: Callable[[], Callable[..., Any]]
    letter: str
    variables: tuple[Symbol, ...]
    at: Sequence[float]
    slope: Sequence[float]
    way: Sequence[float]
    level: float
    half: float
    step: float

    def place(self, x: float, y: float) -> Point:
        """A point of the plane on the page."""
        scale = SIZE / (2 * self.half)
        return (EDGE + (x - self.at[0] + self.half) * scale, TOP + SIZE / 2 - (y - self.at[1]) * scale)

    def shapes(self) -> tuple[Shape, ...]:
        """Frame, level curves, the right angle, the arrows and the point."""
        out: list[Shape] = [*_axes(self.at, self.half, self.place, self.variables), *self._curves()]
        centre, size = self.place(*self.at), math.hypot(*self.slope)
        unit = (self.slope[0] / size, -self.slope[1] / size)
        across = (-unit[1], unit[0])
        ways = (unit, (unit[0] + across[0], unit[1] + across[1]), across)
        out.append(Curve(tuple((centre[0] + RIGHT * x, centre[1] + RIGHT * y) for x, y in ways), FRAME))
        out += _arrow(centre, unit, Name(self.letter, "∇"), UP, "accent")
        if self.way:
            length = math.hypot(*self.way)
            out += _arrow(centre, (self.way[0] / length, -self.way[1] / length), Name("u"), ALONG, "plain")
        return (*out, Dot(centre))

    def _curves(self) -> list[Shape]:
        import numpy as np
        from contourpy import contour_generator

        xs, ys = (np.linspace(c - self.half, c + self.half, GRID) for c in self.at)
        with np.errstate(all="ignore"):
            found = np.broadcast_to(np.asarray(self.function()(*np.meshgrid(xs, ys)), dtype=complex), (GRID, GRID))
        values = np.ma.masked_invalid(np.where(abs(found.imag) < TINY, found.real, np.nan))
        lines = contour_generator(x=xs, y=ys, z=values)
        out: list[Shape] = []
        for k in (*range(-LEVELS, 0), *range(1, LEVELS + 1), 0):
            for line in lines.lines(self.level + k * self.step):
                points: Any = line
                out.append(Curve(tuple(self.place(float(x), float(y)) for x, y in points), OTHER if k else THROUGH))
        return out


def _arrow(start: Point, unit: Point, name: Name, stroke: Stroke, ink: Ink) -> tuple[Shape, Shape]:
    """An arrow with its name beyond its tip."""
    tip = (start[0] + ARROW * SIZE * unit[0], start[1] + ARROW * SIZE * unit[1])
    return Arrow(start, tip, stroke), Label((tip[0] + 0.75 * unit[0], tip[1] + 0.75 * unit[1]), name, "centre", 1.0, ink)


def _numbers(values: Iterable[Basic]) -> tuple[float, ...] | None:
    """Every value as a float; None where one is none."""
    found = [_number(v) for v in values]
    kept = tuple(f for f in found if f is not None)
    return kept if len(kept) == len(found) else None


def _at(function: Callable[..., Any], x: float, y: float) -> float | None:
    """The value there; None where there is none."""
    try:
        found = function(x, y)
    except (ValueError, ZeroDivisionError, OverflowError, TypeError, NameError):
        return None  # outside the domain; or a function that the module of numbers does not have
    return float(found) if isinstance(found, float | int) and math.isfinite(found) else None


def _number(value: Basic) -> float | None:
    """The value as a float; None where letters are left in it, or it is not real."""
    found = tree.evaluated(value)
    if found.free_symbols or not found.is_real:
        return None
    return float(found)


def _axes(at: Sequence[float], half: float, place: Callable[[float, float], Point], variables: Sequence[Symbol]) -> list[Shape]:
    """The frame, with numbers on the left and below and the names of the axes at their ends."""
    low, high = (at[0] - half, at[1] - half), (at[0] + half, at[1] + half)
    corners = [place(*low), place(high[0], low[1]), place(*high), place(low[0], high[1]), place(*low)]
    shapes: list[Shape] = [Curve(tuple(corners), FRAME)]
    step = next((s for s in TICKS if 2 * half / s <= 4.5), TICKS[-1])
    for axis in (0, 1):
        k = math.ceil((low[axis] + 0.03 * half) / step)
        while k * step <= high[axis] - 0.03 * half:
            v = k * step
            x, y = place(v, low[1]) if axis == 0 else place(low[0], v)
            inner = (x, y - 0.3) if axis == 0 else (x + 0.3, y)
            shapes.append(Curve(((x, y), inner), FRAME))
            shown = compose(Rational(str(round(v, 4)))) if abs(v - round(v)) < 1e-9 else compose(Float(round(v, 4)))
            shapes.append(Label((x, y + 0.3) if axis == 0 else (x - 0.3, y), shown, "below" if axis == 0 else "right", 0.8))
            k += 1
    right, top = place(high[0], low[1]), place(low[0], high[1])
    shapes.append(Label((right[0], right[1] + 0.4), variables[0], "below", 0.9))
    shapes.append(Label((top[0] - 0.4, top[1] + 0.4), variables[1], "right", 0.9))
    return shapes


def _compass(slope: Sequence[float]) -> str:
    """Where an arrow points, in words."""
    words = [
        w for w, c in (("to the right" if slope[0] > 0 else "to the left", slope[0]), ("up" if slope[1] > 0 else "down", slope[1])) if c
    ]
    return " and ".join(words)


def _pair(point: Sequence[tuple[Symbol, Expr]]) -> Row:
    return Row((Fenced("(", listed(tuple(compose(a) for _, a in point)), ")"),))


def _equation(left: object, right: object) -> Row:
    return Row((compose(left), Operator("=", "relation"), compose(right)))
