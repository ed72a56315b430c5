"""The dot product of two vectors, still to be multiplied out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Add, Basic

from tutor.page.layout import Layout, Operator, fenced, row
from tutor.trees.heads.base import Compose, Inert
from tutor.trees.heads.cross import Cross

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Dot(Inert):
    """`Dot(u, v)` of two `Vector`s of the same length."""

    def layout(self, compose: Compose) -> Layout:
        """u · v, a cross product in brackets."""
        first, second = (fenced(compose(a)) if isinstance(a, Cross) else compose(a) for a in self.args)
        return row(first, Operator("·"), second)

    def value(self, at: Evaluator) -> object:
        """The sum of the products of components."""
        return at.dot(at(self.args[0]), at(self.args[1]))

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """The sum, evaluated."""
        return Add(*(a * b for a, b in zip(plain(self.args[0]).args, plain(self.args[1]).args, strict=True)))
