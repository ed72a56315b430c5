"""A region of the plane with the candidates for the greatest and the least value of a function on it, numbered as in their table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as kept

from sympy import Basic, Eq, Expr, Symbol

from tutor.page.document import Figure, Inline, Inlines, Math, Text
from tutor.page.drawing import Deferred, Shape
from tutor.page.layout import Layout, Number, Row, Space, Words
from tutor.printing.figures.lines import every_level, inside
from tutor.printing.figures.marks import MARKS, drawn, legend
from tutor.printing.figures.numeric import PlaneFunction, field, numbers
from tutor.printing.figures.plane import LEVEL, Plane, even_levels
from tutor.printing.figures.relations import Bounds, bounds
from tutor.printing.figures.window import Place, Window
from tutor.printing.figures.wording import decimal, located, series, shown_part, valued
from tutor.trees import tree

LEVELS = 12
PLACES = 10  # into which an edge is parted by its marks
NAME = 0.75  # ems: the size of the equation of an edge
SMALL = 0.6  # ems: the size of the values on the level curves
MOST = 30  # candidates; more cannot be told apart


@dataclass(frozen=True, slots=True)
class WholeEdge:
    """A candidate that is a whole piece: its coordinates by a letter that runs between two numbers."""

    coordinates: tuple[Expr, ...]
    letter: Symbol
    low: Expr
    high: Expr

    def at(self, value: Expr) -> tuple[Expr, ...]:
        """The point where the letter has a value."""
        return tuple(c.subs(self.letter, value) for c in self.coordinates)

    def row(self) -> tuple[Place, ...] | None:
        """Places along it, in its middle too; None where a coordinate is no number."""
        found = [numbers(self.at(self.low + (self.high - self.low) * k / PLACES)) for k in range(PLACES + 1)]
        return None if any(p is None for p in found) else tuple((p[0], p[1]) for p in found if p is not None)


@dataclass(frozen=True, slots=True)
class _Inside:
    """A function where the relations hold, and without a value elsewhere."""

    made: PlaneFunction
    limits: Bounds

    def at(self, x: float, y: float) -> float | None:
        """The value there."""
        margin = self.limits.holds(x, y)
        return None if margin is None or margin < 0 else self.made.at(x, y)


@dataclass(frozen=True, slots=True)
class RegionMap:
    """A function of two variables, the relations of a region, the candidates in the order of their table, and which are extreme."""

    function: Expr
    letter: str
    variables: tuple[Symbol, ...]
    relations: tuple[Basic, ...]
    candidates: tuple[tuple[Expr, ...], ...]
    largest: Collection[int] = ()
    least: Collection[int] = ()
    edges: Mapping[int, WholeEdge] = kept(default_factory=dict)  # of the candidates that are whole pieces, by their number

    def figure(self) -> Figure | None:
        """The map; None where it would show nothing: not two variables, letters left over, a relation that cannot be drawn."""
        made = field(self.function, self.variables)
        limits = bounds(self.relations, self.variables) if len(self.variables) == 2 else None
        places = [numbers(at) for at in self.candidates]
        if made is None or limits is None or len(places) > MOST or any(p is None for p in places):
            return None
        found = [(p[0], p[1]) for p in places if p is not None]
        window = limits.window(found)
        plane = Plane(window, self.variables)

        def draw() -> tuple[Shape, ...]:
            return self._drawn(plane, made, limits, found)

        return Figure(Deferred(*plane.size, draw), self._caption(limits), tuple(self._facts(window, limits)))

    def _kind(self, k: int) -> str:
        return "max" if k in self.largest else "min" if k in self.least else "other"

    def _drawn(self, plane: Plane, made: PlaneFunction, limits: Bounds, places: Sequence[Place]) -> tuple[Shape, ...]:
        levels = even_levels(made if limits.zero else _Inside(made, limits), plane.window, LEVELS)
        for level, lines in zip(levels, every_level(self.function, made, plane.window, levels), strict=True):
            pieces = [piece for line in lines for piece in (inside(line, limits.holds) if not limits.zero else [line])]
            plane.lines(pieces, LEVEL, decimal(level), SMALL)
        borders = limits.drawn(plane)
        for k, at in enumerate(places):
            row = self.edges[k].row() if k in self.edges else None
            plane.mark(at if row is None else row[len(row) // 2], self._kind(k), self._name(k))
            for beside in row or ():
                plane.over(*drawn(self._kind(k), plane.on_page(beside)))
        for line, equation in borders:  # where there is most room, far from where it meets another one, and after the candidates
            plane.note(plane.roomiest(line, [place for other, _ in borders if other is not line for place in other]), equation, NAME)
        return plane.shapes()

    def _name(self, k: int) -> Layout | None:
        """The number that a candidate has in the table, if there is one, and what it is."""
        kind = self._kind(k)
        parts: list[Layout] = [*([Number(str(k + 1))] if len(self.candidates) > 1 else []), *([] if kind == "other" else [Words(kind)])]
        return Row((parts[0], Space(), parts[1])) if len(parts) > 1 else parts[0] if parts else None

    def _caption(self, limits: Bounds) -> Inlines:
        given = series([(Math(r),) for r in limits.relations])
        marked = legend(self._kind(k) for k in range(len(self.candidates)))
        drawn = "drawn heavily" if limits.zero else "shaded, with level curves inside"
        several = ", and the candidates numbered as in the table" if len(self.candidates) > 1 else ""
        whole = " Where marks stand in a row, the whole line is a candidate." if self.edges else ""
        end = f"{several}. {marked[:1].upper()}{marked[1:]}.{whole}" if marked else f"{several}.{whole}"
        return (Text("Where "), *given, Text(f": {drawn}{end}"))

    def _facts(self, window: Window, limits: Bounds) -> Iterator[Inlines]:
        yield shown_part(window, self.variables)
        shown = "The set where " if limits.zero else "The region where "
        belongs = [r for r, is_open in zip((r for r in limits.relations if not isinstance(r, Eq)), limits.open, strict=True) if is_open]
        said: list[Inline] = [Text(shown), *series([(Math(r),) for r in limits.relations])]
        said.append(Text(" is a heavy curve." if limits.zero else " is shaded."))
        if belongs and not limits.zero:
            said += [Text(" Its border is dashed where it does not belong to it: "), *series([(Math(r),) for r in belongs]), Text(".")]
        yield tuple(said)
        for k, exact in enumerate(self.candidates):
            value = tree.evaluated(tree.substitute(self.function, dict(zip(self.variables, exact, strict=True))))
            kind = self._kind(k)
            end = "" if kind == "other" else f", the {MARKS[kind].one}"
            if k in self.edges:
                edge = self.edges[k]
                ends = series([located(edge.at(edge.low)), located(edge.at(edge.high))])
                yield (
                    Text(f"Candidate {k + 1}, a row of marks: the whole line between "), *ends, Text(", "),
                    *valued(Symbol(self.letter), value), Text(f"{end}."),
                )  # fmt: skip
                continue
            yield (
                Text(f"Candidate {k + 1}, {MARKS[kind].shape}: "), *located(exact), Text(", "),
                *valued(Symbol(self.letter), value), Text(f"{end}."),
            )  # fmt: skip
