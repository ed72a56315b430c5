"""A region swept by strips: its curves with their names, one strip with both of its ends marked, and the way in which it moves."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sympy import Basic, Eq, Expr, S, Symbol

from tutor.page.document import Figure, Inline, Inlines, Math, Text
from tutor.page.drawing import Arrow, Curve, Deferred, Dot, Shape, Stroke
from tutor.page.layout import Operator, Row
from tutor.printing.figures.numeric import field
from tutor.printing.figures.plane import Plane
from tutor.printing.figures.window import Place, Window, hull
from tutor.printing.figures.wording import decimal, nearby, series, shown_part
from tutor.printing.notation.compose import compose
from tutor.trees import tree

STEPS = 96  # parts of a curve
INSET = 1e-9  # of a range, left out at its ends: beyond them a root may have no value
ROOM = 0.14  # of its size, left on each side of the region
FAR = 4.0  # so far an infinite range is drawn
SIZES = (2, 3, 4, 5)  # of letters, in a picture
WHERE = (0.42, 0.3, 0.6, 0.18, 0.82, 0.08, 0.92)  # of a range: where the strip stands; not in the middle, where things are special
SHORT = 0.5  # of the longest strip: one that is shorter is hardly seen, and the next place is taken
NAMED = 0.6  # of the way along a curve: where its name stands
SWEEP = 0.3  # of the way to the far end: how far the arrow of the sweep goes
TIP = 1.1  # ems: the solid end of that arrow, long enough for a whole head
EDGE, INSIDE, STRIP = Stroke("heavy"), Stroke("thin", "dotted"), Stroke("heavy", ink="accent")
SWEEPING, RAY = Stroke("normal", "dashed", ink="accent"), Stroke("thin", "dashed", ink="accent")
NARROW = 1e-9
CORNER = 5e-3  # of the longest strip: an end of the sweep that is shorter is a corner and no edge
WHOLE, MINE = "The region is shaded where ", "The region of your limits is shaded where "

Run = tuple[Symbol, Expr, Expr]


@dataclass(frozen=True, slots=True)
class StripMap:
    """Pieces, each with the range of the strip and of what moves it, and the places in the plane of the two coordinates.

    `across` are the names of the axes of the plane and `places` what they are. `origin` says that strips are rays from there.
    """

    across: tuple[Symbol, Symbol]
    places: tuple[Expr, Expr]
    pieces: tuple[tuple[Run, Run], ...]  # the strip, then what moves it
    origin: bool = False
    letters: tuple[Symbol, ...] = ()
    section: bool = False  # a solid cut along its axis, not its shadow
    shadow: bool = False

    def figure(self) -> Figure | None:
        """The picture; None where it would show nothing: a limit without a number, or letters that run."""
        sizes = {s: S(SIZES[k % len(SIZES)]) for k, s in enumerate(self.letters)}
        try:
            drawn = [_Piece.of(self, strip, sweep, sizes) for strip, sweep in self.pieces]
        except (ValueError, TypeError):
            return None
        places = [p for d in drawn for p in d.outline()]
        if len(places) < 3 or not all(math.isfinite(c) for p in places for c in p):
            return None
        box = hull([*places, (0.0, 0.0)] if self.origin else places)
        if min(box.width, box.height) < NARROW:
            return None
        window = self._of_the_plane(box.grown(ROOM).fair().snapped())
        plane = Plane(window, self.across)

        def draw() -> tuple[Shape, ...]:
            return self._drawn(plane, drawn)

        return Figure(Deferred(*plane.size, draw), self._caption(sizes, drawn), tuple(self._facts(window, drawn, sizes)))

    def _of_the_plane(self, window: Window) -> Window:
        """No more of the window than there are points: a radius is not negative."""
        left, bottom = (0.0 if v.is_nonnegative else -math.inf for v in self.across)
        return Window(max(window.left, left), window.right, max(window.bottom, bottom), window.top)

    @property
    def _endless(self) -> bool:
        return any(e.is_finite is False for piece in self.pieces for _, low, high in piece for e in (low, high))

    def _drawn(self, plane: Plane, drawn: Sequence[_Piece]) -> tuple[Shape, ...]:
        shown_on = max(drawn, key=_Piece.size)
        v, low, high = shown_on.strip
        named: set[Basic] = set()
        for piece in drawn:
            plane.shade(tuple(piece.outline()))
        for end, limit in zip(shown_on.strip_ends(), (low, high), strict=True):
            if limit.is_finite is not False and (not self.origin or math.dist(end, self._at_origin(shown_on)) > NARROW):
                named.add(Eq(v, limit, evaluate=False))
                plane.note(end, _equation(v, limit))
        for piece in drawn:
            for line, name, border in piece.edges(drawn):
                heavy = border and not (self.section and all(abs(p[0]) < NARROW for p in line))  # the axis is no border of the solid
                shown = name is not None and name not in named and heavy
                if shown and name is not None:
                    named.add(name)
                    plane.note(_named_at(line), name, 0.8)
                plane.lines([tuple(line)], EDGE if heavy else INSIDE)
        piece = max(drawn, key=_Piece.size)
        a, b = piece.strip_ends()
        if self.origin and math.dist(a, self._at_origin(piece)) > NARROW:
            plane.lines([(self._at_origin(piece), a)], RAY)
        plane.over(
            Arrow(plane.on_page(a), plane.on_page(b), STRIP),
            *(Dot(plane.on_page(p), ink="accent") for p, e in ((a, low), (b, high)) if e.is_finite is not False),
        )
        way = [plane.on_page(p) for p in piece.sweep()]
        if len(way) > 2:
            neck = next((k for k in reversed(range(len(way))) if math.dist(way[k], way[-1]) >= TIP), 0)
            plane.over(Curve(tuple(way[: neck + 1]), SWEEPING), Arrow(way[neck], way[-1], Stroke("normal", ink="accent")))
        return plane.shapes()

    def _at_origin(self, piece: _Piece) -> Place:
        return piece.place(0.0, piece.at)

    def _caption(self, sizes: Mapping[Symbol, Expr], drawn: Sequence[_Piece]) -> Inlines:
        strip, sweep = self.pieces[0]
        what = "A section through the solid" if self.section else "The shadow of the solid" if self.shadow else "The region"
        kind = "ray" if self.origin else "strip"
        said: list[Inline] = [
            Text(f"{what}, shaded, with one {kind} along which "), Math(strip[0]), Text(" runs; the arrow across it shows how "),
            Math(sweep[0]), Text(" moves it."),
        ]  # fmt: skip
        if any(not border for piece in drawn for _, _, border in piece.edges(drawn)):
            said.append(Text(" Dotted lines lie between its parts."))
        if self._endless:
            said.append(Text(" What is shaded goes on without end; the picture shows a part."))
        if sizes:
            said += [Text(" Drawn for "), *series([(Math(_equation(s, v)),) for s, v in sizes.items()]), Text(".")]
        return tuple(said)

    def _facts(self, window: Window, drawn: Sequence[_Piece], sizes: Mapping[Symbol, Expr]) -> Iterator[Inlines]:
        yield shown_part(window, self.across)
        yield from _ranges(self.pieces, WHOLE)
        piece = max(drawn, key=_Piece.size)
        (v, low, high), (w, start, end) = piece.strip, piece.run
        a, b = piece.strip_ends()
        kind = "ray" if self.origin else "strip"
        begins, ends = (e.is_finite is not False for e in (low, high))
        first: list[Inline] = [Text(", begins on "), Math(_equation(v, low)), Text(" at "), *nearby(a)]
        last: list[Inline] = [Text(" and ends on "), Math(_equation(v, high)), Text(" at "), *nearby(b), Text(".")]
        yield (
            Text(f"The marked {kind}, at "), Math(w), Text(" about "), Math(decimal(piece.at)),
            *(first if begins else [Text(", comes from infinity")]), *(last if ends else [Text(" and goes on without end.")]),
        )  # fmt: skip
        yield (Text("It sweeps from "), Math(_equation(w, start)), Text(" to "), Math(_equation(w, end)), Text("."))
        if sizes:
            yield (Text("Drawn for "), *series([(Math(_equation(s, value)),) for s, value in sizes.items()]), Text("."))


@dataclass(frozen=True, slots=True)
class TwoRegions:
    """Limits that were given beside the region that was asked, which has no names: of it nothing is said that the picture gives away."""

    mine: StripMap
    asked: StripMap
    of: Literal["region", "shadow", "cut"] = "region"
    where: Basic | None = None  # the plane of a cut

    def figure(self) -> Figure | None:
        """Both on the same axes; None where one of them cannot be drawn."""
        try:
            drawn = [[_Piece.of(each, strip, sweep, {}) for strip, sweep in each.pieces] for each in (self.mine, self.asked)]
        except (ValueError, TypeError):
            return None
        places = [p for pieces in drawn for piece in pieces for p in piece.outline()]
        if not all(math.isfinite(c) for p in places for c in p) or any(max(map(_Piece.size, p), default=0.0) < NARROW for p in drawn):
            return None
        window = hull(places).grown(ROOM).fair().snapped()
        left, right = (Plane(window, self.mine.across) for _ in drawn)
        right.start += left.size[0]  # to the right of the other

        def draw() -> tuple[Shape, ...]:
            return (*_outlined(left, drawn[0]), *_outlined(right, drawn[1]))

        return Figure(
            Deferred(*right.size, draw), self._caption(), (shown_part(window, self.mine.across), *_ranges(self.mine.pieces, MINE))
        )

    def _caption(self) -> Inlines:
        if self.of == "shadow":
            return (Text("Left: the shadow of the solid of your limits. Right: that of the solid that is asked."),)
        if self.where is not None:
            start, end = Text("Both solids are cut where "), Text(". Left: the cut of your limits. Right: the cut that is asked.")
            return start, Math(self.where), end
        return (Text("Left: the region of your limits. Right: the region that is asked."),)


def _outlined(plane: Plane, pieces: Sequence[_Piece]) -> tuple[Shape, ...]:
    """A region without names and without a strip."""
    for piece in pieces:
        plane.shade(tuple(piece.outline()))
        for line, _, border in piece.edges(pieces):
            plane.lines([tuple(line)], EDGE if border else INSIDE)
    return plane.shapes()


def _ranges(pieces: Sequence[tuple[Run, Run]], whole: str) -> Iterator[Inlines]:
    for k, ((v, low, high), (w, start, end)) in enumerate(pieces):
        part = whole if len(pieces) == 1 else f"Part {k + 1} is shaded where "
        yield (
            Text(part), Math(_between(start, w, end)), Text(" and "), Math(_between(low, v, high)), Text("."),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Piece:
    """One piece as numbers."""

    strip: Run
    run: Run
    low: Callable[[float], float]
    high: Callable[[float], float]
    start: float
    end: float
    x: Callable[[float, float], float]
    y: Callable[[float, float], float]

    @classmethod
    def of(cls, drawn: StripMap, strip: Run, sweep: Run, sizes: Mapping[Symbol, Expr]) -> _Piece:
        """By floats. Errors: `ValueError` or `TypeError` where there are none."""
        (v, low, high), (w, start, end) = strip, sweep
        first, last = (_finite(e, sizes) for e in (start, end))
        a = first if first is not None else -FAR if last is None else last - FAR
        b = last if last is not None else FAR if first is None else first + FAR
        limits = [_limit(e, w, sizes, s) for e, s in ((low, -1), (high, 1))]
        below, above = (e.is_infinite is True for e in (low, high))  # of a quotient it is not known
        if below != above:  # past all of the other limit
            sign, other = (-1, limits[1]) if below else (1, limits[0])
            far = sign * max(FAR, *(sign * other(a + (b - a) * k / 9) + FAR / 2 for k in range(1, 9)))
            limits[0 if below else 1] = lambda _: far
        x, y = (_numbers(p, (v, w), sizes) for p in drawn.places)
        return cls(strip, sweep, limits[0], limits[1], a, b, x, y)

    @property
    def at(self) -> float:
        """Where the strip stands."""
        longest = max(map(self._long, self._steps()))
        places = (self.start + share * (self.end - self.start) for share in WHERE)
        return next((w for w in places if not self._long(w) < SHORT * longest), max(self._steps(), key=self._long))

    def _long(self, w: float) -> float:
        return math.dist(self.place(self.low(w), w), self.place(self.high(w), w))

    def place(self, v: float, w: float) -> Place:
        """In the plane."""
        return float(self.x(v, w)), float(self.y(v, w))

    def _along(self, limit: Callable[[float], float]) -> list[Place]:
        return [self.place(limit(w), w) for w in self._steps()]

    def _steps(self) -> list[float]:
        """From one end to the other, closer together at the ends, where curves may be steep."""
        shares = (INSET + (1 - 2 * INSET) * (1 - math.cos(math.pi * k / STEPS)) / 2 for k in range(STEPS + 1))
        return [self.start + (self.end - self.start) * s for s in shares]

    def outline(self) -> list[Place]:
        """Along the one limit and back along the other."""
        return [*self._along(self.low), *reversed(self._along(self.high))]

    def size(self) -> float:
        """The area inside."""
        line = self.outline()
        return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(line, [*line[1:], line[0]], strict=True))) / 2

    def edges(self, pieces: Sequence[_Piece]) -> Iterator[tuple[list[Place], Basic | None, bool]]:
        """The curves of the border with their names; an end of the sweep where the region goes on is only thin."""
        v, low, high = self.strip
        w, start, end = self.run
        for limit, expr in ((self.low, low), (self.high, high)):
            line = self._along(limit)
            if _length(line) > NARROW and expr.is_finite is not False:
                yield line, Eq(v, expr, evaluate=False), True
        turn = math.isclose(self.end - self.start, math.tau)
        steps = self._steps()
        longest = max(map(self._long, steps))
        for value, near, expr in ((self.start, steps[0], start), (self.end, steps[-1], end)):
            side = [self.place(self.low(near), near), self.place(self.high(near), near)]
            if _length(side) < CORNER * longest or expr.is_finite is False or turn:
                continue
            shared = any(p is not self and (math.isclose(p.start, value) or math.isclose(p.end, value)) for p in pieces)
            yield side, Eq(w, expr, evaluate=False), not shared

    def strip_ends(self) -> tuple[Place, Place]:
        """Of the strip that is shown."""
        return self.place(self.low(self.at), self.at), self.place(self.high(self.at), self.at)

    def sweep(self) -> list[Place]:
        """The way of the middle of the strip when it begins to move, which stays inside."""
        reach = min(SWEEP * (self.end - self.start), self.end - self.at)
        ahead = (self.at + reach * k / 16 for k in range(17))
        return [self.place((self.low(w) + self.high(w)) / 2, w) for w in ahead]


def _finite(e: Expr, sizes: Mapping[Symbol, Expr]) -> float | None:
    return None if e.is_infinite else float(tree.plain(e).subs(sizes))


def _limit(e: Expr, w: Symbol, sizes: Mapping[Symbol, Expr], sign: int) -> Callable[[float], float]:
    if e.is_infinite:
        return lambda _: sign * FAR
    found = _numbers(e, (w, Symbol("_other", real=True)), sizes)
    return lambda at: found(at, 0.0)


def _numbers(e: Expr, letters: tuple[Symbol, Symbol], sizes: Mapping[Symbol, Expr]) -> Callable[[float, float], float]:
    """The expression as a function of floats. Errors: `ValueError` where there is none, and where it has no value."""
    made = field(tree.substitute(e, dict(sizes)), letters)
    if made is None:
        raise ValueError(e)

    def value(a: float, b: float) -> float:
        found = made.at(a, b)
        if found is None:
            raise ValueError(e)
        return found

    return value


def _named_at(line: Sequence[Place]) -> Place:
    """Where the name of a curve stands: along it, beside the middle of a straight edge."""
    if len(line) > 2:
        return line[round(NAMED * (len(line) - 1))]
    (a, b), (c, d) = line
    return (a + c) / 2, (b + d) / 2


def _length(line: Sequence[Place]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(line))


def _equation(v: Basic, e: Basic) -> Row:
    return Row((compose(v), Operator("=", "relation"), compose(e)))


def _between(low: Expr, v: Symbol, high: Expr) -> Row:
    signs = ["<" if e.is_infinite else "≤" for e in (low, high)]
    return Row((compose(low), Operator(signs[0], "relation"), compose(v), Operator(signs[1], "relation"), compose(high)))
