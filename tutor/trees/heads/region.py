"""A region as a set of points, and the same as ranges of coordinates: what limits of integration claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NoReturn

from sympy import And, Basic, Expr, Le, Or, Symbol, Tuple, true

from tutor.page.layout import Grid, Layout, Operator, listed, row
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class PointSet(Inert):
    """`PointSet(condition, ((x, r cos t), (y, r sin t)), ((r, 0, oo), (t, 0, 2 pi)))`: where a condition on x and y holds.

    It is told in coordinates of which each runs through its domain; without places the coordinates are the variables. An
    angle is one whose domain is a whole turn: beyond it, it begins anew.
    """

    is_goal = False

    def __new__(
        cls,
        condition: Basic,
        places: Iterable[tuple[Basic, Basic]],
        domain: Iterable[tuple[Basic, Basic, Basic]],
        given: Iterable[Basic] = (),
    ) -> PointSet:
        """The set, by its condition, the places of the old variables, the coordinates, and what holds of its letters."""
        coordinates = Tuple(*(Tuple(*d) for d in domain))
        made: PointSet = super().__new__(cls, condition, Tuple(*(Tuple(*p) for p in places)), coordinates, Tuple(*given))
        return made

    @property
    def condition(self) -> Basic:
        """What holds in it."""
        return self.args[0]

    @property
    def places(self) -> dict[Symbol, Expr]:
        """The old variables by the coordinates."""
        return {p.args[0]: p.args[1] for p in self.args[1].args}

    @property
    def domain(self) -> tuple[tuple[Symbol, Expr, Expr], ...]:
        """Each coordinate with the ends of its domain."""
        return tuple(tuple(d.args) for d in self.args[2].args)

    @property
    def given(self) -> tuple[Basic, ...]:
        """What holds of the letters."""
        return tuple(self.args[3].args)

    def layout(self, compose: Compose) -> Layout:
        """The condition."""
        return compose(self.condition)

    def value(self, at: Evaluator) -> NoReturn:
        """A set has no value."""
        raise TypeError("a set of points has no value")

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's condition."""
        return self.condition


class Ranges(Inert):
    """`Ranges(((y, 0, x), (x, 0, 1)))`: 0 <= y <= x, 0 <= x <= 1, innermost first; several pieces cover a set together."""

    is_goal = False

    def __new__(cls, *pieces: Iterable[Iterable[Basic]]) -> Ranges:
        """The pieces, each with the ranges of its coordinates, innermost first."""
        made: Ranges = super().__new__(cls, *(Tuple(*(Tuple(*limit) for limit in p)) for p in pieces))
        return made

    @property
    def pieces(self) -> tuple[tuple[tuple[Symbol, Expr, Expr], ...], ...]:
        """The ranges of each piece, innermost first."""
        return tuple(tuple(tuple(limit.args) for limit in p.args) for p in self.args)

    def layout(self, compose: Compose) -> Layout:
        """A row for each piece, the outermost coordinate first."""
        rows = tuple(tuple(_between(limit, compose) for limit in reversed(p)) for p in self.pieces)
        return Grid(rows, "", "")

    def value(self, at: Evaluator) -> object:
        """Ranges have no value."""
        raise TypeError("ranges have no value")

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's condition."""
        made = [
            And(*(c for v, a, b in p for c in (Le(plain(a), v, evaluate=False), Le(v, plain(b), evaluate=False))), evaluate=False)
            for p in self.pieces
        ]
        return Or(*made, evaluate=False) if made else true


def _between(limit: tuple[Symbol, Expr, Expr], compose: Compose) -> Layout:
    """a ≤ v ≤ b; < beside an infinite end."""
    v, low, high = limit
    signs = ["<" if e.is_infinite else "≤" for e in (low, high)]
    return row(compose(low), Operator(signs[0], "relation"), compose(v), Operator(signs[1], "relation"), compose(high))


class Said(Inert):
    """`Said("inside", (r = 2 cos t,))`: a word about curves, or a shape with its points; `regions.shapes` knows what it means."""

    is_goal = False

    def __new__(cls, word: str | Symbol, about: Iterable[Basic]) -> Said:
        """A word and what it is about."""
        made: Said = super().__new__(cls, Symbol(str(word)), Tuple(*about))
        return made

    @property
    def word(self) -> str:
        """The word."""
        return str(self.args[0])

    @property
    def about(self) -> tuple[Basic, ...]:
        """Curves, points or numbers."""
        return tuple(self.args[1].args)

    @property
    def free_symbols(self) -> set[Basic]:
        """Those of what it is about."""
        return set(self.args[1].free_symbols)

    def layout(self, compose: Compose) -> Layout:
        """What it is about."""
        return listed(tuple(map(compose, self.about)))

    def value(self, at: Evaluator) -> NoReturn:
        """A word has no value."""
        raise TypeError("a word has no value")

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """What it is about."""
        return Tuple(*map(plain, self.about))
