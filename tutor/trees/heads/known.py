"""A quantity whose value the problem gives: f_x(2, 3), said to be 5."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Basic, Expr

from tutor.page.layout import Layout
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Known(Inert):
    """`Known(quantity, value)`: written as the quantity, and worth the value."""

    @property
    def quantity(self) -> Expr:
        """What is given."""
        return self.args[0]

    @property
    def given(self) -> Expr:
        """As what it is given."""
        return self.args[1]

    @property
    def free_symbols(self) -> set[Basic]:
        """Those of the value: the quantity is only a name."""
        return set(self.given.free_symbols)

    def layout(self, compose: Compose) -> Layout:
        """The quantity."""
        return compose(self.quantity)

    def value(self, at: Evaluator) -> object:
        """The value."""
        return at(self.given)

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """The quantity."""
        return plain(self.quantity)
