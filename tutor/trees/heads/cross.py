"""The cross product of two vectors of space, or the number u_1 v_2 - u_2 v_1 of two of the plane."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Basic, Expr, Tuple

from tutor.page.layout import Layout, Operator, row
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Cross(Inert):
    """`Cross(u, v)` of two vectors of the same length, or of their names."""

    is_goal = False

    def layout(self, compose: Compose) -> Layout:
        """u × v."""
        return row(compose(self.args[0]), Operator("×"), compose(self.args[1]))

    def value(self, at: Evaluator) -> object:
        """The differences of products."""
        u, v = at(self.args[0]), at(self.args[1])

        def minor(i: int, j: int) -> object:
            return u[i] * v[j] + at.scale(u[j] * v[i], -1, 1)

        return minor(0, 1) if len(u) == 2 else (minor(1, 2), minor(2, 0), minor(0, 1))

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """The differences, evaluated."""
        u, v = plain(self.args[0]).args, plain(self.args[1]).args

        def minor(i: int, j: int) -> Expr:
            return u[i] * v[j] - u[j] * v[i]

        return minor(0, 1) if len(u) == 2 else Tuple(minor(1, 2), minor(2, 0), minor(0, 1))
