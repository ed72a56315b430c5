"""Pieces of a surface in space with their normals, and its boundary with the way in which it runs, seen from the front and above."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from sympy import Expr, Integer, Symbol

from tutor.page.document import Figure, Inline, Inlines, Math, Text
from tutor.page.drawing import Arrow, Curve, Deferred, Label, Patch, Point, Shape, Stroke
from tutor.printing.figures.numeric import PlaneFunction, field
from tutor.printing.figures.plane import NAMES
from tutor.printing.figures.surface import TILT, TURN, tone, upright
from tutor.printing.figures.wording import ROUNDING, coordinates, decimal, equation, reach, roughly, rounded, series
from tutor.trees import tree

CELLS = 20  # patches on each side of a piece
TOGETHER = (1, 2, 4, 5, 10)  # so many patches may be drawn as one; they divide `CELLS`
CLOSEST = 0.4  # of the distance of two lines where they are farthest apart: nearer to each other not all of them are drawn
STEPS = 72  # parts of an edge
SCALE = 5.2  # ems: half of the longest side of the box
TURNS = (TURN, math.radians(35))  # from where it may be seen
FEWER = 0.8  # how much more must be seen of it from another place than the usual one
WAYS = (
    ("to the left and toward the reader", "to the right and toward the reader"),
    ("to the right and toward the reader", "to the right and away"),
)
FACING = 0.35  # how much a normal should come toward the reader; beyond that it should be seen from the side
NORMAL, LONGEST = 0.55, 2.5  # how long a normal is drawn, in halves of that side, and how long at most
SHAFT = 0.45  # how long it should be seen
ROOM = 0.35  # how far the axes reach beyond the surface, in halves of that side
ROOMS = (ROOM, 0.6, 0.9, 1.2, 1.6, 2.0)  # the same where their names would stand on it
BEYOND = 0.8  # ems from the end of an axis to the middle of its name
MARGIN = 1.8  # ems on each side
WHERE = (0.5, 0.3, 0.7, 0.15, 0.85)  # of the ranges: where a normal may stand
HEADS = (0.22, 0.47, 0.72, 0.95)  # of the way along an edge: where the head may stand that shows its direction
BEFORE = 0.12  # how much nearer a patch must be that hides a point of an edge, on which it may border
CLOSE = 0.03  # the same for a point of an axis or of a normal
PARTS = 12  # of a normal: each is seen or hidden
AXIS, LATTICE = Stroke("thin", ink="soft"), Stroke("thin")
RIM, HIDDEN = Stroke("heavy", ink="accent"), Stroke("normal", "dotted", "accent")
UPRIGHT, BEHIND = Stroke("heavy"), Stroke("heavy", "dashed")

Spot = tuple[float, float, float]
Range = tuple[Symbol, Expr, Expr]
Piece = tuple[
    tuple[Expr, Expr, Expr], tuple[Range, Range], int
]  # a position, its ranges (innermost first), the sign of its normal; 0: none
Edge = tuple[tuple[Expr, ...], Symbol, Expr, Expr]


@dataclass(frozen=True, slots=True)
class SheetMap:
    """The pieces, and the edges in their direction. Letters are drawn for some positive values."""

    variables: tuple[Symbol, Symbol, Symbol]
    pieces: tuple[Piece, ...]
    edges: tuple[Edge, ...] = ()

    def figure(self) -> Figure | None:
        """The picture; None where something has no numbers."""
        sizes = self._sizes()
        try:
            meshes = [_Mesh(p, sizes) for p in self.pieces]
            lines = [line_of(e, sizes) for e in self.edges]
        except (ValueError, TypeError, ZeroDivisionError, OverflowError):
            return None
        view = View(meshes)
        if view.half == 0:
            return None
        normals = [n for m in meshes if (n := m.normal(view)) is not None]

        def draw() -> tuple[Shape, ...]:
            return (
                *view.axes(), *_painted(meshes, view), *view.axes_in_front(), *_rims(lines, view), *_arrows(normals, view),
                *view.names(self.variables),
            )  # fmt: skip

        caption = (*self._caption(bool(normals)), *view.told())
        return Figure(Deferred(view.width, view.tall, draw), caption, tuple(self._facts(view, normals, lines, sizes)))

    def _sizes(self) -> dict[Symbol, Expr]:
        bound = {v for _, ranges, _ in self.pieces for v, _, _ in ranges} | {e[1] for e in self.edges}
        formulas = [e for at, ranges, _ in self.pieces for e in (*at, *(x for _, a, b in ranges for x in (a, b)))]
        formulas += [x for at, _, a, b in self.edges for x in (*at, a, b)]
        letters = sorted({s for e in formulas for s in tree.plain(e).free_symbols} - bound, key=str)
        return {s: Integer(k + 1) for k, s in enumerate(letters)}

    def _caption(self, upright: bool) -> Inlines:
        words = "The surface"
        words += " with its normal" if upright else ""
        words += ", and its boundary with the direction that belongs to it" if upright and self.edges else ""
        return (Text(f"{words}."),)

    def _facts(
        self, view: View, normals: Sequence[tuple[Spot, Spot]], lines: Sequence[Sequence[Spot]], sizes: dict[Symbol, Expr]
    ) -> Iterator[Inlines]:
        x, y, z = self.variables
        across, along = WAYS[view.turn == TURN]
        yield (
            Text("Seen from above: "), Math(x), Text(f" grows {across}, "), Math(y), Text(f" {along}, "), Math(z),
            Text(" upward; what is in front hides what is behind."),
        )  # fmt: skip
        spans: list[Inlines] = [(Math(v), *reach(low, high)) for v, low, high in zip(self.variables, view.low, view.high, strict=True)]
        yield (Text("The points at which it is drawn reach in "), *series(spans), Text("."))
        for at, way in normals:
            hidden = () if all(view.shows(at, way)) else (Text("; it is dashed where the surface hides it"),)
            yield (Text("At "), *spoken(at), Text(" the normal points in the direction "), *spoken(way), *hidden, Text("."))
        for k, line in enumerate(lines, start=1):
            words: list[Inline] = [Text(f"Piece {k} of the boundary" if len(lines) > 1 else "The boundary"), Text(" runs from ")]
            third = len(line) // 3
            words += [*spoken(line[0]), Text(" by way of "), *spoken(line[third]), Text(" and "), *spoken(line[2 * third])]
            yield (*words, Text(" to "), *spoken(line[-1]), Text("."))
        if sizes:
            yield (Text("Drawn for "), *series([(Math(equation(s, value)),) for s, value in sizes.items()]), Text("."))


class View:
    """The box about a surface or about lines, all axes at one scale, and how it lies on the page."""

    def __init__(self, meshes: Sequence[_Mesh], lines: Sequence[Sequence[Spot]] = ()) -> None:
        points = [*(p for m in meshes for row in m.grid for p in row), *(p for line in lines for p in line)]
        self.low, self.high = ([f(p[k] for p in points) for k in range(3)] for f in (min, max))
        self.middle = [(a + b) / 2 for a, b in zip(self.low, self.high, strict=True)]
        self.half = max(b - a for a, b in zip(self.low, self.high, strict=True)) / 2
        self.near = all(a - self.half <= 0 <= b + self.half for a, b in zip(self.low, self.high, strict=True))
        cells = [[self.spot(p) for p in c] for m in meshes for c in m.quads()]
        self.turn = max(TURNS, key=lambda turn: sum(_area([_seen(p, turn) for p in c]) for c in cells) * (1 if turn == TURN else FEWER))
        self.flat = [([self.seen(p) for p in c], [*map(self.toward, c)]) for c in cells]
        self.rooms = [ROOM] * 3
        for k in range(3):
            self.rooms[k] = next((room for room in ROOMS if not self._is_covered(k, room)), ROOM)
        ends = [p for k in range(3) for p in self.axis(k)]
        corners = [self.seen(self.spot(p)) for p in (*points, *ends)]
        self.origin = (MARGIN - min(x for x, _ in corners) * SCALE, MARGIN - min(y for _, y in corners) * SCALE)
        self.width = self.origin[0] + max(x for x, _ in corners) * SCALE + MARGIN
        self.tall = self.origin[1] + max(y for _, y in corners) * SCALE + MARGIN

    def spot(self, p: Spot) -> Spot:
        """A point of space in the box."""
        x, y, z = ((c - m) / (self.half or 1) for c, m in zip(p, self.middle, strict=True))
        return x, y, z

    def seen(self, spot: Spot) -> Point:
        """A point of the box as it is seen, y downwards."""
        return _seen(spot, self.turn)

    def toward(self, spot: Spot) -> float:
        """How near to the reader a point of the box is."""
        x, y, z = spot
        return (x * math.cos(self.turn) + y * math.sin(self.turn)) * math.cos(TILT) + z * math.sin(TILT)

    def on_page(self, p: Spot) -> Point:
        """A point of space on the page."""
        x, y = self.seen(self.spot(p))
        return self.origin[0] + SCALE * x, self.origin[1] + SCALE * y

    def along(self, at: Spot, way: Spot, share: float = 1.0) -> Spot:
        """The head of the arrow of a normal, or a point so much of the way to it."""
        seen = math.hypot(*self.seen(way))  # of a unit: one that comes straight toward the reader would have no shaft
        length = min(max(NORMAL, SHAFT / seen), LONGEST) if seen else NORMAL
        x, y, z = (a + share * length * self.half * w for a, w in zip(at, way, strict=True))
        return x, y, z

    def shows(self, at: Spot, way: Spot) -> Iterator[bool]:
        """Whether no patch covers the foot of a normal, and each next point of its arrow."""
        for k in range(PARTS + 1):
            p = self.spot(self.along(at, way, k / PARTS))
            yield not _is_hidden(self.seen(p), self.toward(p), self.flat, CLOSE)

    def _is_covered(self, k: int, room: float) -> bool:
        """Whether the head of an axis that reaches so far, or its name, would stand before or behind the surface."""
        start, end = (self.seen(self.spot(p)) for p in self.axis(k, room))
        places = [_beyond(start, end, far / SCALE) for far in (-BEYOND, 0.0, BEYOND, 1.5 * BEYOND)]
        return any(_holds(corners, at) for at in places for corners, _ in self.flat)

    def axis(self, k: int, room: float | None = None) -> tuple[Spot, Spot]:
        """Where an axis begins and ends: a little outside of the box, farther where its name would stand on the surface."""
        ends = []
        for far, sign in ((self.low[k], -1), (self.high[k], 1)):
            at = [0.0, 0.0, 0.0] if self.near else [low - ROOM * self.half for low in self.low]
            at[k] = (min if sign < 0 else max)(far, at[k]) + sign * (ROOM if sign < 0 else room or self.rooms[k]) * self.half
            ends.append((at[0], at[1], at[2]))
        return ends[0], ends[1]

    def axes(self) -> Iterator[Shape]:
        """Through the origin where that is near, else along the edges of the box."""
        for k in range(3):
            start, end = map(self.on_page, self.axis(k))
            yield Arrow(start, end, AXIS)

    def told(self) -> Inlines:
        """What is to be said of axes that are not where they belong."""
        if self.near:
            return ()
        return (Text(" The origin lies far off: the arrows show the directions of the axes, not their places."),)

    def axes_in_front(self) -> Iterator[Shape]:
        """The parts of the axes that nothing hides, once more over what is behind them."""
        for k in range(3):
            start, end = self.axis(k)
            line = [_between(start, end, j / STEPS) for j in range(STEPS + 1)]
            spots = [self.spot(p) for p in line]
            seen = [not _is_hidden(self.seen(p), self.toward(p), self.flat, CLOSE) for p in spots]
            for front, run in groupby(range(STEPS + 1), key=seen.__getitem__):
                places = [self.on_page(line[j]) for j in run]
                if front and len(places) > 1:
                    yield Arrow(places[0], places[-1], AXIS) if seen[-1] and places[-1] == self.on_page(end) else Curve(tuple(places), AXIS)

    def names(self, names: Sequence[Symbol]) -> Iterator[Shape]:
        """The letters at the ends of the axes."""
        for k, name in enumerate(names):
            start, end = map(self.on_page, self.axis(k))
            yield Label(_beyond(start, end, BEYOND), name, "centre", NAMES)


def _beyond(start: Point, end: Point, far: float) -> Point:
    """So far behind the end of a line."""
    length = math.dist(start, end) or 1.0
    return end[0] + far * (end[0] - start[0]) / length, end[1] + far * (end[1] - start[1]) / length


def _between(start: Spot, end: Spot, share: float) -> Spot:
    x, y, z = (a + share * (b - a) for a, b in zip(start, end, strict=True))
    return x, y, z


def _seen(spot: Spot, turn: float) -> Point:
    x, y, z = spot
    near = x * math.cos(turn) + y * math.sin(turn)
    return -x * math.sin(turn) + y * math.cos(turn), near * math.sin(TILT) - z * math.cos(TILT)


def _area(corners: Sequence[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, (*corners[1:], corners[0]), strict=True))) / 2


class _Mesh:
    """A piece as a grid of points. Errors: `ValueError` where one has no numbers."""

    def __init__(self, piece: Piece, sizes: dict[Symbol, Expr]) -> None:
        self.at, ((self.p, low, high), (self.q, start, end)), self.sign = piece
        made = [field(tree.plain(c).subs(sizes), (self.p, self.q)) for c in self.at]
        ends = [field(tree.plain(e).subs(sizes), (self.p, self.q)) for e in (low, high, start, end)]
        if None in made or None in ends:
            raise ValueError(self.at)
        self.made = [f for f in made if f is not None]
        self.ends = [f for f in ends if f is not None]
        self.grid = [[self.point(i / CELLS, j / CELLS) for i in range(CELLS + 1)] for j in range(CELLS + 1)]

    def point(self, s: float, t: float) -> Spot:
        """So much of the way along both ranges."""
        low, high, start, end = self.ends
        q = _value(start, 0, 0) + t * (_value(end, 0, 0) - _value(start, 0, 0))
        a, b = _value(low, 0, q), _value(high, 0, q)
        x, y, z = (_value(f, a + s * (b - a), q) for f in self.made)
        return x, y, z

    def normal(self, view: View) -> tuple[Spot, Spot] | None:
        """Where a normal stands, and its unit vector: where nothing covers it and it comes toward the reader most."""
        if self.sign == 0:
            return None
        found: list[tuple[float, Spot, Spot]] = []
        h = 1e-4
        for s in WHERE:
            for t in WHERE:
                a, b, c, d = (self.point(s + i, t + j) for i, j in ((h, 0), (-h, 0), (0, h), (0, -h)))
                u, v = [p - q for p, q in zip(a, b, strict=True)], [p - q for p, q in zip(c, d, strict=True)]
                n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]]
                length = math.hypot(*n)
                if length == 0:
                    continue
                x, y, z = (self.sign * k / length for k in n)
                score = min(view.toward((x, y, z)), FACING) + math.hypot(*view.seen((x, y, z)))
                found.append((round(score, 2), self.point(s, t), (x, y, z)))
        if not found:
            return None
        places = [(at, way) for _, at, way in sorted(found, key=lambda f: -f[0])]
        on_view = (p for p in places if all(view.shows(*p)))
        return next(on_view, None) or next((p for p in places if next(view.shows(*p))), places[0])

    def quads(self) -> Iterator[list[Spot]]:
        """The corners of each cell of the grid."""
        for near, far in pairwise(self.grid):
            for i in range(CELLS):
                yield [near[i], near[i + 1], far[i + 1], far[i]]

    def cells(self) -> Iterator[list[Spot]]:
        """The corners of each patch; where the lines run together, in a corner or at a pole, a patch is as wide as several."""
        rows, columns = self.grid, list(zip(*self.grid, strict=True))
        lines = rows if _narrowest(rows) <= _narrowest(columns) else columns
        longest = max(map(_length, lines))
        for near, far in pairwise(lines):
            mine = (_length(near) + _length(far)) / 2
            n = next((n for n in TOGETHER if n * mine >= CLOSEST * longest), CELLS)
            for i in range(0, CELLS, n):
                yield [*near[i : i + n + 1], *reversed(far[i : i + n + 1])]


def _length(line: Sequence[Spot]) -> float:
    return sum(map(math.dist, line, line[1:]))


def _narrowest(lines: Sequence[Sequence[Spot]]) -> float:
    """The shortest of the lines, as a share of the longest."""
    lengths = [*map(_length, lines)]
    return min(lengths) / (max(lengths) or 1.0)


def _value(f: PlaneFunction, a: float, b: float) -> float:
    found = f.at(a, b)
    if found is None:
        raise ValueError(f.formula)
    return found


def line_of(edge: Edge, sizes: dict[Symbol, Expr]) -> list[Spot]:
    """Points along an edge. Errors: `ValueError` where one has no numbers."""
    at, t, low, high = edge
    other = Symbol(f"{t.name}_unused", real=True)
    made = [field(tree.plain(e).subs(sizes), (t, other)) for e in (*at, low, high)]
    if None in made:
        raise ValueError(at)
    *parts, start, end = (f for f in made if f is not None)
    a, b = _value(start, 0, 0), _value(end, 0, 0)
    out: list[Spot] = []
    for k in range(STEPS + 1):
        x, y, z = (_value(f, a + (b - a) * k / STEPS, 0) for f in parts)
        out.append((x, y, z))
    return out


def _painted(meshes: Sequence[_Mesh], view: View) -> Iterator[Shape]:
    """The patches from the back to the front."""
    cells = [[view.spot(p) for p in c] for m in meshes for c in m.cells()]
    for spots in sorted(cells, key=lambda c: sum(map(view.toward, c)) / len(c)):
        yield Patch(tuple((view.origin[0] + SCALE * x, view.origin[1] + SCALE * y) for x, y in map(view.seen, spots)), tone(spots), LATTICE)


def _rims(lines: Sequence[Sequence[Spot]], view: View) -> Iterator[Shape]:
    """The edges, dotted where something stands before them."""
    for line in lines:
        hidden = [_is_hidden(view.seen(view.spot(p)), view.toward(view.spot(p)), view.flat, BEFORE) for p in line]
        k = 0
        while k < len(line) - 1:
            m = k + 1
            while m < len(line) - 1 and hidden[m] == hidden[k]:
                m += 1
            yield Curve(tuple(map(view.on_page, line[k : m + 1])), HIDDEN if hidden[k] else RIM)
            k = m
        shares = [h for h in HEADS if not hidden[round(h * STEPS)]] or HEADS[:1]
        at = round(shares[0] * STEPS)
        yield Arrow(view.on_page(line[at]), view.on_page(line[min(at + 3, STEPS)]), RIM)


def _is_hidden(at: Point, near: float, flat: Sequence[tuple[Sequence[Point], Sequence[float]]], before: float) -> bool:
    """Whether a patch lies clearly before a point."""
    return any(max(deep) > near + before and _holds(corners, at) and _depth(corners, deep, at) > near + before for corners, deep in flat)


def _depth(corners: Sequence[Point], deep: Sequence[float], at: Point) -> float:
    """How near to the reader a patch is at a place in its outline, as if it were plane."""
    outline = [(x, y, near) for (x, y), near in zip(corners, deep, strict=True)]
    a, b, c = upright(outline)
    x, y, near = (sum(p[k] for p in outline) / len(outline) for k in range(3))
    if c == 0:
        return near
    return min(max(near - (a * (at[0] - x) + b * (at[1] - y)) / c, min(deep)), max(deep))


def _holds(corners: Sequence[Point], at: Point) -> bool:
    """Whether a point lies in a convex outline."""
    turns = [
        (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0]) for a, b in zip(corners, (*corners[1:], corners[0]), strict=True)
    ]
    return all(t >= 0 for t in turns) or all(t <= 0 for t in turns)


def _arrows(normals: Sequence[tuple[Spot, Spot]], view: View) -> Iterator[Shape]:
    """The normals, dashed where something stands before them."""
    for at, way in normals:
        shown = list(view.shows(at, way))
        runs = [(free, [*run]) for free, run in groupby(range(PARTS), key=lambda k: shown[k] and shown[k + 1])]
        for free, run in runs:
            start, end = (view.on_page(view.along(at, way, k / PARTS)) for k in (run[0], run[-1] + 1))
            stroke = UPRIGHT if free else BEHIND
            yield Arrow(start, end, stroke) if run[-1] == PARTS - 1 else Curve((start, end), stroke)


def spoken(at: Spot) -> Inlines:
    """In decimals, with `about` where they are rounded, and without what is only the computer's rounding."""
    shown = [round(c, 3) + 0.0 for c in at]
    exact = all(math.isclose(rounded(s), c, rel_tol=ROUNDING, abs_tol=ROUNDING) for s, c in zip(shown, at, strict=True))
    return (*roughly(not exact), Math(coordinates([decimal(s) for s in shown])))
