"""What a page shows of a step beside its words: which line it has, what stands in it, its table, its picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sympy import Basic, Expr, S

if TYPE_CHECKING:
    from tutor.printing.figures.graph import Graph
    from tutor.printing.figures.picture import Picture
    from tutor.printing.figures.tree import Tree


class Grounds:
    """A record of mathematics that words are made of; its formulas are arranged like all others of the page."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cell of a table that is said in words: those of the block `phrase_<name>` of the kind."""

    name: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of facts (SymPy objects, numbers in words, or a `Phrase`) under headings that the words of the stage name in a block `table`."""

    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A displayed line of a rule besides its own: 0 <= |f| <= g -> 0."""

    terms: tuple[Expr, ...]
    relations: tuple[str, ...]

    @property
    def bounds(self) -> bool:
        """Whether it is only a bound, which is seen later to tend to 0."""
        return self.relations[-1] != "→"

    def to_nought(self) -> Chain:
        """The same with what the bound tends to."""
        return Chain((*self.terms, S.Zero), (*self.relations, "→"))


@dataclass(frozen=True, slots=True)
class Shown:
    """How a step stands on the page.

    Its line is name = `law` = goal = ... = result, unless `terms` are the whole line, or `sides` says which of the goal and its
    result alone are written (of an equation without a name the result). A step that `continues` does not repeat the line above;
    one `as_written` goes from its goal to its result at once; a `rough` one is left to its decimal where the page has decimals.
    `digits` are those of the decimal beside an exact value. A `chain` is a displayed line of a rule besides its own.
    """

    line: bool = True
    terms: tuple[Basic, ...] = ()
    law: Basic | None = None
    sides: Literal["before", "both", "after"] | None = None
    continues: bool = False
    as_written: bool = False
    rough: bool = False
    digits: int | None = None
    chain: Chain | None = None
    table: Table | None = None
    figure: Tree | Graph | None = None
    map: Picture | None = None


PLAIN = Shown()
UNSAID = Shown(line=False)  # only the words, no line
