"""The pieces of a curve as they are said, in trees, and the range of a parameter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.reading import syntax
from tutor.reading.free import free_names
from tutor.reading.orientation import Way
from tutor.reading.regions import Clause

if TYPE_CHECKING:
    from tutor.reading.fields import Fields

SPACE = 3
Run = tuple[str, syntax.Node, syntax.Node]  # a parameter with its two ends


@dataclass(frozen=True, slots=True)
class Strand:
    """A piece that was said, in trees: see the head of this name. `names` are the variables of given coordinates."""

    word: str
    nodes: tuple[syntax.Node, ...] = ()
    names: tuple[str, ...] = ()
    run: Run | None = None
    turn: str = ""
    view: tuple[str, tuple[syntax.Node, ...]] | None = None  # from where it is seen to turn so: a `direction` or a `point`
    clauses: tuple[Clause, ...] = ()  # of the region whose boundary it is

    @property
    def dimension(self) -> int | None:
        """In how many variables it is, where it says that."""
        if self.word in ("given", "polar", "round"):
            return len(self.nodes) if self.word == "given" else 2
        own = next((len(n.items) for n in self.nodes if isinstance(n, syntax.Tup)), None)
        return own or next((c.dimension for c in self.clauses if c.dimension), None)

    def free(self) -> Iterator[str]:
        """The letters in it, the parameter left out."""
        for n in (*self.nodes, *(self.run[1:] if self.run else ())):
            yield from (m for m in free_names(n) if self.run is None or m != self.run[0])
        for c in self.clauses:
            yield from c.names()


def seen(found: Fields, way: Way, field: str) -> tuple[str, tuple[syntax.Node, ...]] | None:
    """From where a direction is seen, in trees; None for above. Errors: `Invalid`."""
    if not way.view:
        return None
    node = found.math(f"({way.place})", field)
    if not isinstance(node, syntax.Tup) or len(node.items) != SPACE:
        raise found.record.wrong("a curve is seen from a point, or from the direction of a vector, of three components", field)
    return way.view, node.items


def run(found: Fields, value: object, field: str) -> Run:
    """A parameter with its ends: ["t", 0, 1], or 0 <= t <= 1. Errors: `Invalid`."""
    if isinstance(value, list) and len(value) == 3:
        return found.name(value[0], field), found.math(value[1], field), found.math(value[2], field)
    if isinstance(value, str):
        node = found.math(value, field)
        match node:
            case syntax.Relation(items=(low, syntax.Sym(name=t), high), signs=("<" | "<=", "<" | "<=")):
                return t, low, high
            case syntax.Tup(items=(syntax.Sym(name=t), low, high)):
                return t, low, high
    raise found.record.wrong("expected the parameter with its two ends", field, 'Write ["t", "0", "1"] or 0 <= t <= 1.')
