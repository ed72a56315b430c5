"""A system of equations to be solved, and the set of its solutions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sympy import And, Basic, FiniteSet, Symbol, Tuple

from tutor.page.layout import Fenced, Grid, Layout, listed
from tutor.trees.heads.base import Compose, Inert
from tutor.trees.heads.equation import Equation

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class System(Inert):
    """`System((e1, e2), (x, y), (x > 0,))`: equations in unknowns, of which only real solutions with x > 0 are asked."""

    is_goal = False

    def __new__(cls, equations: Iterable[Equation], unknowns: Iterable[Symbol], conditions: Iterable[Basic] = ()) -> System:
        """A system, by its equations, the unknowns in the order of the answer, and what every solution must satisfy."""
        made: System = super().__new__(cls, Tuple(*equations), Tuple(*unknowns), Tuple(*conditions))
        return made

    @property
    def equations(self) -> tuple[Equation, ...]:
        """As they are to be shown."""
        return self.args[0].args  # type: ignore[no-any-return]

    @property
    def unknowns(self) -> tuple[Symbol, ...]:
        """In the order of the answer."""
        return self.args[1].args  # type: ignore[no-any-return]

    @property
    def conditions(self) -> tuple[Basic, ...]:
        """Relations that a solution must satisfy besides: x > 0."""
        return self.args[2].args  # type: ignore[no-any-return]

    def layout(self, compose: Compose) -> Layout:
        """The equations below each other behind a brace; one alone without it."""
        rows = tuple((compose(e),) for e in (*self.equations, *self.conditions))
        return rows[0][0] if len(rows) == 1 else Grid(rows, "{", "")

    def value(self, at: Evaluator) -> object:
        """A system has no value."""
        raise TypeError("a system has no value")

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's conjunction of the equations."""
        return And(*(plain(e) for e in (*self.equations, *self.conditions)), evaluate=False)


class Solutions(Inert):
    """`Solutions((0, 0), (1, 1))`: the points that solve a system, each with a value for every unknown."""

    is_goal = False

    def __new__(cls, *points: Iterable[Basic]) -> Solutions:
        """The points."""
        made: Solutions = super().__new__(cls, *(Tuple(*p) for p in points))
        return made

    def layout(self, compose: Compose) -> Layout:
        """(0, 0), (1, 1)."""
        return listed(tuple(Fenced("(", listed(tuple(map(compose, p.args))), ")") for p in self.args))

    def value(self, at: Evaluator) -> object:
        """A set of points has no value."""
        raise TypeError("a set of points has no value")

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's set of tuples."""
        return FiniteSet(*(Tuple(*map(plain, p.args)) for p in self.args))
