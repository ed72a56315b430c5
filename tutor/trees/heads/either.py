"""Alternatives, of which one holds: x = 2 or x = -2, in this order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Basic, Or

from tutor.page.layout import Layout, Words, row
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Either(Inert):
    """`Either(r, s)`: relations of which at least one holds, in the order in which they are to be read."""

    is_goal = False

    def layout(self, compose: Compose) -> Layout:
        """r or s."""
        parts = tuple(compose(a) for a in self.args)
        return row(*(p for k, part in enumerate(parts) for p in ((Words(" or "),) if k else ()) + (part,)))

    def value(self, at: Evaluator) -> object:
        """Alternatives have no value."""
        raise TypeError("alternatives have no value")

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's disjunction."""
        return Or(*(plain(a) for a in self.args), evaluate=False)
