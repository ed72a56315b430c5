"""The length of a vector, still to be found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Basic, Pow, Rational

from tutor.page.layout import Fenced, Layout
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Norm(Inert):
    """`Norm(v)`: the Euclidean length of a `Vector`."""

    def layout(self, compose: Compose) -> Layout:
        """‖v‖."""
        return Fenced("‖", compose(self.args[0]), "‖")

    def value(self, at: Evaluator) -> object:
        """The root of the sum of squares."""
        return at.norm(at(self.args[0]))

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """The root of the sum of squares, evaluated."""
        return Pow(sum(a**2 for a in plain(self.args[0]).args), Rational(1, 2))
