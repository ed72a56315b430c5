"""A region of the plane with the candidates for the greatest and the least value of a function on it, numbered as in their table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sympy import Basic, Eq, Expr, Symbol

from tutor import tree
from tutor.document import Figure, Inline, Inlines, Math, Text
from tutor.drawing import Deferred, Shape
from tutor.figures.lines import inside, level_lines
from tutor.figures.marks import MARKS, legend
from tutor.figures.numeric import Field, field, numbers
from tutor.figures.plane import Plane, levels_between
from tutor.figures.relations import Bounds, bounds
from tutor.figures.window import Place, Window
from tutor.figures.wording import located, series, shown_part, valued
from tutor.layout import Number, Row, Space, Words

LEVELS = 12
MOST = 30  # candidates; more cannot be told apart


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

    def _drawn(self, plane: Plane, made: Field, limits: Bounds, places: Sequence[Place]) -> tuple[Shape, ...]:
        levels = levels_between(made, plane.window, LEVELS)
        for lines in level_lines(made, plane.window, levels):
            plane.lines([piece for line in lines for piece in (inside(line, limits.holds) if not limits.zero else [line])])
        limits.drawn(plane)
        for k, at in enumerate(places):
            kind = self._kind(k)
            name = Number(str(k + 1))
            plane.mark(at, kind, name if kind == "other" else Row((name, Space(), Words(kind))))
        return plane.shapes()

    def _caption(self, limits: Bounds) -> Inlines:
        given = series([(Math(r),) for r in limits.relations])
        marked = legend(self._kind(k) for k in range(len(self.candidates)))
        drawn = "drawn heavily" if limits.zero else "shaded, with level curves inside"
        end = f", and the candidates numbered as in the table. {marked[:1].upper()}{marked[1:]}." if marked else "."
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
            yield (
                Text(f"Candidate {k + 1}, {MARKS[kind].shape}: "), *located(exact), Text(", "),
                *valued(Symbol(self.letter), value), Text(f"{end}."),
            )  # fmt: skip
