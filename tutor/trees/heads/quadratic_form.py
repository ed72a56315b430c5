"""A quadratic form: a symmetric matrix between a vector lying and the same vector standing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Add, Basic

from tutor.page.layout import Grid, Layout, row
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class QuadraticForm(Inert):
    """`QuadraticForm(H, d)` is d^T H d, for a `MatrixOf` H and a `Vector` d."""

    is_goal = False

    def layout(self, compose: Compose) -> Layout:
        """[d] [H] [d]^T, written out."""
        entries = tuple(compose(a) for a in self.args[1].args)
        return row(Grid((entries,)), compose(self.args[0]), Grid(tuple((e,) for e in entries)))

    def value(self, at: Evaluator) -> object:
        """The sum over all entries."""
        d = at(self.args[1])
        return at.dot(d, tuple(at.dot(r, d) for r in at(self.args[0])))

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """The sum, evaluated."""
        d = [plain(a) for a in self.args[1].args]
        return Add(*(d[i] * plain(e) * d[j] for i, r in enumerate(self.args[0].rows) for j, e in enumerate(r)))
