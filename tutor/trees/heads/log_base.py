"""A logarithm with a base other than e, kept as it was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Basic, Expr, log

from tutor.page.layout import APPLY, Fenced, FunctionName, Layout, Row, Script
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class LogBase(Inert):
    """`LogBase(x, b)`: the logarithm of x > 0 to the base b > 0, b != 1."""

    is_goal = False

    @property
    def argument(self) -> Expr:
        """x."""
        return self.args[0]

    @property
    def base(self) -> Expr:
        """b."""
        return self.args[1]

    def layout(self, compose: Compose) -> Layout:
        """log with the base below."""
        return Row((Script(FunctionName("log"), sub=compose(self.base)), APPLY, Fenced("(", compose(self.argument), ")")))

    def value(self, at: Evaluator) -> object:
        """ln x / ln b."""
        return at.log(at(self.argument)) * at.invert(at.log(at(self.base)))

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """ln x / ln b."""
        return log(plain(self.argument)) / log(plain(self.base))
