"""The statement that an expression stays within a bound near a point: what a squeeze rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sympy import Abs, Basic, Expr, Le, Symbol, Tuple

from tutor.page.layout import Layout, Operator, row
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Bounded(Inert):
    """`Bounded(f, g, (x, y), (a, b))`: |f| <= g at the points near (a, b) where f is defined. It is true or false, not a value."""

    is_goal = False

    def __new__(cls, expr: Basic, bound: Basic, variables: Iterable[Basic], values: Iterable[Basic]) -> Bounded:
        """The statement that |expr| <= bound near the point."""
        made: Bounded = super().__new__(cls, expr, bound, Tuple(*variables), Tuple(*values))
        return made

    @property
    def expr(self) -> Expr:
        """What is bounded."""
        return self.args[0]

    @property
    def bound(self) -> Expr:
        """By what."""
        return self.args[1]

    @property
    def point(self) -> dict[Symbol, Expr]:
        """Near which point."""
        return dict(zip(self.args[2].args, self.args[3].args, strict=True))

    def layout(self, compose: Compose) -> Layout:
        """|f| ≤ g."""
        return row(compose(Abs(self.expr, evaluate=False)), Operator("≤", "relation"), compose(self.bound))

    def value(self, at: Evaluator) -> object:
        """A statement has no value."""
        raise TypeError("a statement has no value")

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's inequality."""
        return Le(Abs(plain(self.expr)), plain(self.bound), evaluate=False)
