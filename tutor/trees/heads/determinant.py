"""The determinant of a square matrix, still to be found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Basic

from tutor.page.layout import Grid, Layout
from tutor.trees.heads.base import Compose, Inert
from tutor.trees.heads.matrix import MatrixOf

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Determinant(Inert):
    """`Determinant(m)` of a square `MatrixOf`."""

    @property
    def matrix(self) -> MatrixOf:
        """The matrix."""
        found: MatrixOf = self.args[0]
        return found

    def layout(self, compose: Compose) -> Layout:
        """Vertical bars round the rows."""
        return Grid(tuple(tuple(compose(e) for e in r) for r in self.matrix.rows), "|", "|")

    def value(self, at: Evaluator) -> object:
        """By the permutation sum."""
        return at.determinant(at(self.matrix))

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's determinant."""
        return plain(self.matrix).det()
