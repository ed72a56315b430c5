"""A vector of expressions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Basic, Tuple

from tutor.page.layout import Fenced, Layout, listed
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Vector(Inert):
    """`Vector(a, b, ...)`, written with angle brackets."""

    is_goal = False

    def layout(self, compose: Compose) -> Layout:
        """⟨a, b, ...⟩."""
        return Fenced("⟨", listed(tuple(compose(a) for a in self.args)), "⟩")

    def value(self, at: Evaluator) -> object:
        """The tuple of the components' values."""
        return tuple(at(a) for a in self.args)

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """A SymPy tuple."""
        return Tuple(*(plain(a) for a in self.args))
