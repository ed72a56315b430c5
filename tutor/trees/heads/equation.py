"""An equation as a line of work: both sides as they are written, and by what it was divided on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Basic, Eq, Expr, S

from tutor.page.layout import Layout, Operator, row
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Equation(Inert):
    """`Equation(l, r)` is l = r; `Equation(l, r, c)` is the same, and comes from one c times as large.

    Its value is c (l - r): two equations have the same value where one follows from the other by adding to both sides
    and by dividing by c.
    """

    is_goal = False

    def __new__(cls, left: Basic, right: Basic, divided_by: Basic = S.One) -> Equation:
        """An equation, by its sides."""
        made: Equation = super().__new__(cls, left, right, divided_by)
        return made

    @property
    def left(self) -> Expr:
        """The left side."""
        return self.args[0]

    @property
    def right(self) -> Expr:
        """The right side."""
        return self.args[1]

    @property
    def divided_by(self) -> Expr:
        """What both sides were divided by."""
        return self.args[2]

    def layout(self, compose: Compose) -> Layout:
        """Both sides with the sign between them."""
        return row(compose(self.left), Operator("=", "relation"), compose(self.right))

    def value(self, at: Evaluator) -> object:
        """By how much the sides differ, before the division."""
        return at(self.divided_by) * (at(self.left) + at.scale(at(self.right), -1, 1))

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's equation, not decided."""
        return Eq(plain(self.left), plain(self.right), evaluate=False)
