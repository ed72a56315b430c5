"""A number known to so many digits: what a numerical computation gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flint import arb
from sympy import Basic, Expr, Float, Integer, Rational, floor, log

from tutor.page.layout import Layout, Number
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator

SHOWN = 4  # significant digits on the page


class Rounded(Inert):
    """`Rounded(r, n)`: some number that differs from the rational r by at most 10^-n. What is compared with it agrees numerically only."""

    is_goal = False

    def __new__(cls, value: Rational, places: int) -> Rounded:
        """A number by a rational near it and how many places after the point are known."""
        made: Rounded = super().__new__(cls, value, Integer(places))
        return made

    @property
    def near(self) -> Expr:
        """The rational near it."""
        return self.args[0]

    def layout(self, compose: Compose) -> Layout:
        """A decimal with few digits; 0 where what is known is 0."""
        value = self.near
        if value.is_zero:
            return Number("0")
        digits = max(1, SHOWN - 1 - int(floor(log(abs(value), 10))))
        text = f"{float(value):.{digits}f}"
        return Number((text.rstrip("0").rstrip(".") or "0").replace("-", "−"))

    def value(self, at: Evaluator) -> Any:
        """A ball round the rational."""
        at.numeric[0] = True
        found = at.number(int(self.near.p), int(self.near.q))
        radius = arb(0, arb(10) ** -int(self.args[1]))
        return type(found)({0: found.parts[0] + radius})

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's float."""
        return Float(self.near, int(self.args[1]))
