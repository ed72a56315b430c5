"""A matrix of expressions, its entries as they were written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sympy import Basic, Expr, ImmutableDenseMatrix, Tuple

from tutor.page.layout import Grid, Layout
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class MatrixOf(Inert):
    """`MatrixOf((a, b), (c, d))`: one argument a row."""

    is_goal = False

    def __new__(cls, *rows: Iterable[Basic]) -> MatrixOf:
        """A matrix by its rows."""
        return super().__new__(cls, *(Tuple(*r) for r in rows))

    @property
    def rows(self) -> tuple[tuple[Expr, ...], ...]:
        """The entries, row by row."""
        return tuple(r.args for r in self.args)

    def layout(self, compose: Compose) -> Layout:
        """Square brackets round the rows."""
        return Grid(tuple(tuple(compose(e) for e in r) for r in self.rows))

    def value(self, at: Evaluator) -> object:
        """The rows of values."""
        return tuple(tuple(at(e) for e in r) for r in self.rows)

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """A SymPy matrix."""
        return ImmutableDenseMatrix([[plain(e) for e in r] for r in self.rows])
